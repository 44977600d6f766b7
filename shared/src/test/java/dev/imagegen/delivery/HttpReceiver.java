package dev.imagegen.delivery;

import dev.imagegen.testing.HttpStub.Reply;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A receiver that takes one request for each connection, whole, and ends the connection after its answer. The JDK's server now
 * and then ends one before it has answered, when the request asks for its end.
 */
final class HttpReceiver implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private final IntFunction<Reply> answers;

    /** @param answers by the number of the call, 1 for the first */
    HttpReceiver(IntFunction<Reply> answers) throws IOException {
        this.answers = answers;
        threads.submit(this::listen);
    }

    private Void listen() throws IOException {
        while (true) {
            Socket socket = server.accept();
            threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket accepted) throws IOException {
        try (Socket socket = accepted) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.toLowerCase().startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
                }
            }
            in.readNBytes(length);
            Reply reply = answers.apply(calls.incrementAndGet());
            StringBuilder head = new StringBuilder("HTTP/1.1 %d Answer\r\nContent-Length: %d\r\nConnection: close\r\n"
                    .formatted(reply.status(), reply.body().length));
            reply.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(reply.body());
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        }
        return null;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
