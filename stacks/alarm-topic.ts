/// <reference path="../.sst/platform/config.d.ts" />
import { physicalName } from "./physical-name.ts";

/**
 * The topic that alarms tell, and the one address that it passes them on to. AWS asks the address to confirm first.
 *
 * The topic is not encrypted with a key: CloudWatch may not use the one of AWS, an own one costs a dollar a month, and
 * an alarm holds no secret.
 *
 * Source: AWS documentation, "Amazon SNS: key management" and "Using Amazon CloudWatch alarms".
 */
export function alarmTopic(email: string | undefined): aws.sns.Topic {
  const topic = new aws.sns.Topic("AlarmTopic", { name: physicalName($app, "alarms") });
  new aws.sns.TopicPolicy("AlarmTopicPolicy", {
    arn: topic.arn,
    policy: $jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { StringEquals: { "aws:SourceAccount": aws.getCallerIdentityOutput().accountId } },
        },
      ],
    }),
  });
  if (email !== undefined) {
    new aws.sns.TopicSubscription("AlarmEmail", { topic: topic.arn, protocol: "email", endpoint: email });
  }
  return topic;
}
