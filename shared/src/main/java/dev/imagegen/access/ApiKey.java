package dev.imagegen.access;

/**
 * A key that may call the service.
 *
 * @param id the user name of Basic authentication
 * @param cloud the one it is good for
 * @param root true if it sees all tasks of its cloud; otherwise it sees its own
 */
public record ApiKey(String id, String cloud, boolean root, SecretHash secret) {}
