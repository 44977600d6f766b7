package dev.imagegen.local.sources;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.local.template.Event;
import dev.imagegen.local.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Makes of messages the event that the platform would. */
final class SqsEvents {

    private SqsEvents() {}

    /** Makes an event of the messages, in their order. */
    static SQSEvent event(List<Message> messages, Event.Queue source) {
        var event = new SQSEvent();
        event.setRecords(messages.stream().map(message -> record(message, source)).toList());
        return event;
    }

    private static SQSEvent.SQSMessage record(Message message, Event.Queue source) {
        var record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setMd5OfBody(message.md5OfBody());
        record.setMd5OfMessageAttributes(message.md5OfMessageAttributes());
        record.setEventSource("aws:sqs");
        record.setEventSourceArn(source.queueArn());
        record.setAwsRegion(Template.REGION);
        record.setAttributes(Map.copyOf(message.attributesAsStrings()));
        var attributes = new HashMap<String, SQSEvent.MessageAttribute>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        record.setMessageAttributes(attributes);
        return record;
    }

    private static SQSEvent.MessageAttribute attribute(MessageAttributeValue value) {
        var attribute = new SQSEvent.MessageAttribute();
        attribute.setDataType(value.dataType());
        attribute.setStringValue(value.stringValue());
        Optional.ofNullable(value.binaryValue()).map(SdkBytes::asByteBuffer).ifPresent(attribute::setBinaryValue);
        return attribute;
    }
}
