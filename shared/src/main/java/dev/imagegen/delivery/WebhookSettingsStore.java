package dev.imagegen.delivery;

import java.util.function.UnaryOperator;

/** The webhook settings of clouds. */
public interface WebhookSettingsStore {

    /** Those of a cloud; {@link WebhookSettings#NONE} if it never made any. */
    WebhookSettings of(String cloud);

    /** Changes them; of two changes at once each is applied to what the other one left. @return the new ones */
    WebhookSettings change(String cloud, UnaryOperator<WebhookSettings> change);
}
