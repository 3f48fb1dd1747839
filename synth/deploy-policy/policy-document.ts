/** Values by the name that is compared, by the way of comparing. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Of a managed policy, white space not counted. Source: AWS documentation, "IAM and AWS STS quotas". */
export const maxPolicyCharacters = 6144;

/**
 * As few documents as hold the statements in their order, each within the limit.
 *
 * @throws RangeError when one statement alone is too long.
 */
export function policyDocuments(statements: readonly Statement[]): PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  let current: Statement[] = [];
  for (const statement of statements) {
    if (countCharacters([statement]) > maxPolicyCharacters) {
      throw new RangeError(
        `The statement ${statement.Sid ?? ""} alone has more than ${maxPolicyCharacters} characters.`,
      );
    }
    if (countCharacters([...current, statement]) > maxPolicyCharacters) {
      documents.push(policyDocument(current));
      current = [];
    }
    current.push(statement);
  }
  return current.length === 0 ? documents : [...documents, policyDocument(current)];
}

function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

function countCharacters(statements: readonly Statement[]): number {
  return JSON.stringify(policyDocument(statements)).replaceAll(/\s/g, "").length;
}
