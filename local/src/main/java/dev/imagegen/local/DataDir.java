package dev.imagegen.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of {@code --data}, held by one system at a time: two would wait for each other's database for ever. */
final class DataDir implements AutoCloseable {

    private final FileLock lock;

    private DataDir(FileLock lock) {
        this.lock = lock;
    }

    /**
     * Takes the folder, and makes it if it is not there. It is free again when this is closed or the process has ended,
     * however it ended.
     *
     * @throws UsageException if another system has it, or it cannot be written
     */
    static DataDir take(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataDir(lock);
            }
            channel.close();
        } catch (OverlappingFileLockException held) {
            throw inUse(folder);
        } catch (FileSystemException unusable) {
            throw new UsageException("The folder " + folder + " can not be used for --data: " + unusable.getMessage());
        }
        throw inUse(folder);
    }

    private static UsageException inUse(Path folder) {
        return new UsageException("The folder " + folder + " is in use by another ./imagegen up: stop it, or name another one with --data.");
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }
}
