/**
 * Who may take a deploy role: jobs of one environment of one repository. ACCOUNT_ID and REPOSITORY are to be filled in, the
 * latter as GitHub names it in its tokens: `OWNER/NAME`, or `OWNER@ID/NAME@ID` where subject claims are immutable, as those of
 * new repositories are since 2026.
 *
 * Source: GitHub documentation, "Configuring OpenID Connect in Amazon Web Services" and "OpenID Connect reference".
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
            "token.actions.githubusercontent.com:sub": `repo:REPOSITORY:environment:${environment}`,
          },
        },
      },
    ],
  };
}
