package dev.imagegen.local;

import java.nio.file.Path;

/**
 * Where things are in the project.
 *
 * @param root the folder with the template
 */
record Project(Path root) {

    /** Returns the project that the system property {@code imagegen.root} names, else that of the working directory. */
    static Project here() {
        return new Project(Path.of(System.getProperty("imagegen.root", "")).toAbsolutePath());
    }

    Path template() {
        return root.resolve("template.yaml");
    }

    /** Returns the jars of DynamoDB Local. */
    Path dynamoDbLib() {
        return root.resolve("local/dynamodb/target/lib");
    }

    /** Returns the jars of Lambda's runtime interface client. */
    Path runtimeClientLib() {
        return root.resolve("local/target/ric");
    }

    /** Returns the file in which a running system says where it is. */
    Path stateFile() {
        return root.resolve(".imagegen/up.json");
    }
}
