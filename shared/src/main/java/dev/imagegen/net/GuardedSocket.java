package dev.imagegen.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A socket that connects to allowed addresses only, and reads until a deadline.
 *
 * <p>The check is made on the very address that is connected to: between it and the connection no name is looked up
 * again, so a name that changes its address has no gap to slip through. The deadline is looked at before every read, so
 * a server that sends a byte now and then can not hold us, whichever part of its answer it drips.
 */
final class GuardedSocket extends Socket {

    private final Predicate<InetAddress> allowed;
    private final Deadline deadline;
    private final Duration silence;

    GuardedSocket(Predicate<InetAddress> allowed, Deadline deadline, Duration silence) {
        super(Proxy.NO_PROXY);
        this.allowed = allowed;
        this.deadline = deadline;
        this.silence = silence;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        // An unresolved endpoint passes, because the socket refuses it itself, as an unknown host.
        if (endpoint instanceof InetSocketAddress target
                && !target.isUnresolved()
                && !allowed.test(target.getAddress())) {
            throw new RefusedAddressException();
        }
        super.connect(endpoint, deadline.millisLeft(timeout == 0 ? silence : Duration.ofMillis(timeout)));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(deadline.millisLeft(silence));
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                setSoTimeout(deadline.millisLeft(silence));
                return super.read(buffer, offset, length);
            }
        };
    }
}
