package dev.imagegen.local.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.local.template.Event;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class SqsEventsTest {

    private static final Event.Queue SOURCE = new Event.Queue("Jobs", "arn:aws:sqs:eu-west-1:0:jobs", 10, 4, true, true);

    @Test
    void carriesAllThatAHandlerMayAskFor() {
        var message = Message.builder()
                .messageId("m1")
                .receiptHandle("r1")
                .body("work")
                .md5OfBody("5f")
                .attributesWithStrings(Map.of("ApproximateReceiveCount", "2"))
                .messageAttributes(Map.of(
                        "text", MessageAttributeValue.builder().dataType("String").stringValue("t").build(),
                        "bytes", MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromUtf8String("b"))
                                .build()))
                .build();

        var record = SqsEvents.event(List.of(message), SOURCE).getRecords().getFirst();

        assertEquals("m1", record.getMessageId());
        assertEquals("r1", record.getReceiptHandle());
        assertEquals("work", record.getBody());
        assertEquals("5f", record.getMd5OfBody());
        assertEquals("aws:sqs", record.getEventSource());
        assertEquals("arn:aws:sqs:eu-west-1:0:jobs", record.getEventSourceArn());
        assertEquals("eu-west-1", record.getAwsRegion());
        assertEquals(Map.of("ApproximateReceiveCount", "2"), record.getAttributes());
        assertEquals("t", record.getMessageAttributes().get("text").getStringValue());
        assertEquals(ByteBuffer.wrap(new byte[] {'b'}), record.getMessageAttributes().get("bytes").getBinaryValue());
    }

    @Test
    void keepsTheOrderOfTheMessages() {
        var messages = List.of(Message.builder().body("1").build(), Message.builder().body("2").build());

        var bodies = SqsEvents.event(messages, SOURCE).getRecords().stream().map(record -> record.getBody()).toList();

        assertEquals(List.of("1", "2"), bodies);
    }
}
