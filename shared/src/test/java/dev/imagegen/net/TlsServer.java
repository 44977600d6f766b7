package dev.imagegen.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A server with a self-signed certificate for localhost and spelled names, which says what a test gives it to say. */
final class TlsServer implements AutoCloseable {

    /** What the server does with a connection once it has read the head of the request. */
    interface Script {
        void answer(OutputStream out) throws IOException;
    }

    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");
    private static final char[] WORD = "not-a-real-secret".toCharArray();

    private final SSLContext context;
    private final SSLServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String head = "";
    private volatile byte[] body = {};

    TlsServer(Path keystore, Script script) throws IOException, GeneralSecurityException {
        context = context(keystore);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(script));
    }

    /** Makes the certificate with the JDK's own tool, so that none expires in the repository. */
    static Path keystore(Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-keyalg", "EC", "-alias", "server", "-dname", "CN=localhost",
                        "-ext", "SAN=dns:localhost,dns:*.turn.test,dns:*.all.test", "-validity", "2",
                        "-storetype", "PKCS12", "-storepass", new String(WORD), "-keystore", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return file;
    }

    URI url(String host, String path) {
        return URI.create("https://" + host + ":" + port() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    SSLSocketFactory trusting() {
        return context.getSocketFactory();
    }

    /** How many TCP connections were accepted, whatever came of them. */
    int connections() {
        return connections.get();
    }

    /** The head of the last request. */
    String head() {
        return head;
    }

    /** The body of the last request. */
    byte[] body() {
        return body;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, script));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            String read = readHead(socket.getInputStream());
            Matcher length = LENGTH.matcher(read);
            body = socket.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            head = read;
            script.answer(socket.getOutputStream());
        } catch (IOException e) {
            // The client went away, which is what many a test wants of it.
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static SSLContext context(Path keystore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, WORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, WORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("server", keys.getCertificate("server"));
        trusted.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
