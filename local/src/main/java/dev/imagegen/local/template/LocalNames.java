package dev.imagegen.local.template;

import java.util.Map;

/**
 * Names of resources as they are on this machine: a queue and the table are called by their logical id unless the
 * template names them, everything is in one region and one account.
 *
 * @param parameters values by name
 * @param types      the type of each resource by its logical id
 * @param names      the physical name of each resource by its logical id
 * @param queueUrls  the URL of each queue by its logical id; may be empty as long as nobody asks for one
 */
record LocalNames(
        Map<String, String> parameters,
        Map<String, String> types,
        Map<String, String> names,
        Map<String, String> queueUrls)
        implements References {

    static final String ACCOUNT = "000000000000";

    /** What SAM calls the alias of a function; here a function is its own. */
    private static final String ALIAS = ".Alias";

    @Override
    public String ref(String name) {
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        return switch (name) {
            case "AWS::Region" -> Template.REGION;
            case "AWS::AccountId" -> ACCOUNT;
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::StackName" -> "imagegen";
            default -> ofResource(name);
        };
    }

    @Override
    public String attribute(String resource, String attribute) {
        return switch (type(resource) + " " + attribute) {
            case "AWS::SQS::Queue Arn" -> arn("sqs", names.get(resource));
            case "AWS::SQS::Queue QueueName" -> names.get(resource);
            case "AWS::SQS::Queue QueueUrl" -> ofResource(resource);
            case "AWS::DynamoDB::Table Arn" -> arn("dynamodb", "table/" + names.get(resource));
            case "AWS::Serverless::Function Arn" -> arn("lambda", "function:" + names.get(resource));
            default -> throw new TemplateException("!GetAtt " + resource + "." + attribute + " is not known on this machine");
        };
    }

    private String ofResource(String id) {
        if (id.endsWith(ALIAS) && types.containsKey(id.substring(0, id.length() - ALIAS.length()))) {
            return attribute(id.substring(0, id.length() - ALIAS.length()), "Arn");
        }
        if (!type(id).equals("AWS::SQS::Queue")) {
            return names.get(id);
        }
        if (!queueUrls.containsKey(id)) {
            throw new TemplateException("The URL of queue " + id + " is asked for before the queue is there");
        }
        return queueUrls.get(id);
    }

    private String type(String resource) {
        if (!types.containsKey(resource)) {
            throw new TemplateException("The template has no parameter and no resource " + resource);
        }
        return types.get(resource);
    }

    private static String arn(String service, String what) {
        return "arn:aws:" + service + ":" + Template.REGION + ":" + ACCOUNT + ":" + what;
    }
}
