package dev.imagegen.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Lays TLS over guarded sockets, for {@link javax.net.ssl.HttpsURLConnection}.
 *
 * <p>That class asks for an unconnected socket, connects it, and asks for TLS over it. If the last step fails it asks,
 * as a last resort, for a socket connected by host and port: such a socket would not be guarded, so there is none.
 */
final class GuardedSocketFactory extends SSLSocketFactory {

    private final SSLSocketFactory tls;
    private final Supplier<GuardedSocket> sockets;

    GuardedSocketFactory(SSLSocketFactory tls, Supplier<GuardedSocket> sockets) {
        this.tls = tls;
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket() {
        return sockets.get();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        if (!(socket instanceof GuardedSocket)) {
            throw unguarded();
        }
        return tls.createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unguarded();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw unguarded();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    private static IOException unguarded() {
        return new IOException("only guarded sockets are connected");
    }
}
