package dev.imagegen.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port of the loopback interface where nobody answers. It is bound and does not listen, so nobody else can take it. */
public final class DeadPort implements AutoCloseable {

    private final Socket socket = new Socket();

    public DeadPort() throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public int number() {
        return socket.getLocalPort();
    }

    public URI address(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + number() + "/");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
