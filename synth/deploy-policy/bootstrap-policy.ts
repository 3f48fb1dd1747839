import type { PolicyDocument } from "./policy-document.ts";

/**
 * What the first deployment into an account and region needs besides: SST makes its buckets then. Deploy roles do without.
 *
 * Source: the SST repository, pkg/project/provider/aws.go.
 */
export const bootstrapPolicy: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "SstBuckets",
      Effect: "Allow",
      Action: ["s3:CreateBucket", "s3:PutBucketNotification", "s3:PutBucketPolicy", "s3:PutBucketVersioning"],
      Resource: ["arn:aws:s3:::sst-asset-*", "arn:aws:s3:::sst-state-*"],
    },
    {
      Sid: "SstRepository",
      Effect: "Allow",
      Action: ["ecr:CreateRepository", "ecr:DescribeRepositories"],
      Resource: ["arn:aws:ecr:*:*:repository/sst-asset"],
    },
    {
      Sid: "SstBootstrap",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:PutParameter"],
      Resource: ["arn:aws:ssm:*:*:parameter/sst/bootstrap", "arn:aws:ssm:*:*:parameter/sst/bootstrap/*"],
    },
  ],
};
