package dev.imagegen.local.servers;

import dev.imagegen.local.template.QueueSpec;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Makes the queues of the template. */
public final class Queues {

    private final SqsClient sqs;

    /** Takes the client to make them with. */
    public Queues(SqsClient sqs) {
        this.sqs = sqs;
    }

    /**
     * Makes the queues that are not there yet; those that are there stay as they are.
     *
     * @return the URL of each queue by its logical id
     */
    public Map<String, String> create(List<QueueSpec> queues) {
        var urls = new LinkedHashMap<String, String>();
        var arns = new LinkedHashMap<String, String>();
        // A queue can only name a dead-letter queue that exists.
        for (var queue : queues.stream().sorted(Comparator.comparing(queue -> queue.redrive().isPresent())).toList()) {
            var url = existing(queue.name(), attributes(queue, arns));
            urls.put(queue.id(), url);
            arns.put(queue.name(), arn(url));
        }
        return urls;
    }

    private String existing(String name, Map<QueueAttributeName, String> attributes) {
        try {
            return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        } catch (QueueDoesNotExistException absent) {
            return sqs.createQueue(request -> request.queueName(name).attributes(attributes)).queueUrl();
        }
    }

    // The server's own account may be another one than ours, so its ARNs are asked for.
    private String arn(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private static Map<QueueAttributeName, String> attributes(QueueSpec queue, Map<String, String> arns) {
        var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(queue.visibility().toSeconds()));
        attributes.put(QueueAttributeName.DELAY_SECONDS, Long.toString(queue.delay().toSeconds()));
        queue.redrive().ifPresent(redrive -> {
            var arn = redrive.deadLetterArn();
            var name = arn.substring(arn.lastIndexOf(':') + 1);
            attributes.put(QueueAttributeName.REDRIVE_POLICY, """
                    {"deadLetterTargetArn":"%s","maxReceiveCount":%d}""".formatted(arns.get(name), redrive.maxReceiveCount()));
        });
        return attributes;
    }
}
