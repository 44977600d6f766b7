package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of the other routes take no unknown key, and name the one that was meant. */
class ClosedBodyTest {

    private final Door door = new Door();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | keys             | {"name": "shop", "monthly_credit": 5}                  | monthly_credit   | Write 'monthly_credits' instead.
            POST | keys             | {"name": "shop", "monthlyCredits": 5}                  | monthlyCredits   | Write 'monthly_credits' instead.
            POST | keys             | {"name": "shop", "expires": "2030-01-01T00:00:00Z"}    | expires          |
            POST | keys             | {"name": "shop", "model": ["flux"]}                    | model            | Write 'models' instead.
            PUT  | plan             | {"plan": "paid", "spending_limits": 5}                 | spending_limits  | Write 'spending_limit' instead.
            PUT  | plan             | {"plan": "free", "note": 1}                            | note             | Allowed: plan, spending_limit.
            PUT  | webhook_settings | {"notificationUrl": "https://example.com/"}            | notificationUrl  | Write 'notification_url' instead.
            POST | delivery_urls    | {"asset": {"publicId": "a"}, "cut_out": {}}            | asset            |
            POST | delivery_urls    | {"asset": {"public_id": "a"}, "crop": {}}              | crop             | Write 'crops' instead.
            POST | delivery_urls    | {"asset": {"public_id": "a"}, "crops": {"ratios": ["1:1"], "widht": 9}} | crops.widht | Write 'width' instead.
            """)
    void unknownKeyIsRefusedWithTheOneThatWasMeant(String method, String route, String body, String field, String advice) {
        Door.Reply reply = door.call(method, route, body, Door.headers("demo-key:demo-secret"));

        assertEquals(400, reply.status());
        assertEquals("invalid_request", reply.error().get("code").textValue());
        assertEquals(field, reply.error().at("/details/field").textValue());
        if (advice != null) {
            assertEquals("'" + field + "' is not known here. " + advice, reply.error().get("message").textValue());
        }
    }
}
