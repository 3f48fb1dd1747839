/**
 * Who may take a deploy role: jobs of one environment of one repository. ACCOUNT_ID, OWNER and REPOSITORY are to be filled
 * in.
 *
 * Source: GitHub documentation, "Configuring OpenID Connect in Amazon Web Services".
 */
export function trustPolicy(environment: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::ACCOUNT_ID:oidc-provider/token.actions.githubusercontent.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": `repo:OWNER/REPOSITORY:environment:${environment}`,
          },
        },
      },
    ],
  };
}
