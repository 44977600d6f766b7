package dev.imagegen.asset;

/**
 * Who holds a public id: the key whose task is to store its image there, or has.
 *
 * @param apiKey whose it is
 * @param taskId the last one that claimed it, or stored there
 * @param stored true if an image of that key lies there; otherwise the hold is over when the task is
 */
public record PublicIdHold(String apiKey, String taskId, boolean stored) {}
