package dev.imagegen.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class DynamoDbMainTest {

    @Test
    void endsInOrderWhenTheParentClosesTheStream() {
        assertEquals(0, DynamoDbMain.awaitEnd(new ByteArrayInputStream("ignored".getBytes())));
    }

    @Test
    void endsWithAnErrorWhenTheStreamBreaks() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };

        assertEquals(1, DynamoDbMain.awaitEnd(broken));
    }
}
