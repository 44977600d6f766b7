package dev.imagegen.functions.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The console, as one document: the style and the scripts that its page names are written into it, so that a first visit is one
 * call of one function. The page may run and load nothing else: the policy names the hash of each part. It is put together at
 * the first visit, because a function that only generates does not need it.
 */
final class ConsolePage implements Route {

    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"([a-z]+\\.css)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script src=\"([a-z]+\\.js)\"></script>");
    private static final String CLOUD = "<meta name=\"imagegen-cloud\" content=\"\">";

    private final String cloud;
    private final URI delivery;
    private volatile Answer page;

    /**
     * @param cloud the one that the form of signing in names
     * @param delivery where pictures come from; one of plain http is allowed by name, those of https always are
     */
    ConsolePage(String cloud, URI delivery) {
        this.cloud = cloud;
        this.delivery = delivery;
    }

    @Override
    public Answer answer(Call call) {
        if (page == null) {
            page = assembled();
        }
        boolean known = call.header("if-none-match").filter(page.headers().get("ETag")::equals).isPresent();
        Answer answer = known ? new Answer(304, page.headers(), "") : page;
        return answer.with("X-Request-Id", call.requestId());
    }

    private Answer assembled() {
        List<String> styles = new ArrayList<>();
        List<String> scripts = new ArrayList<>();
        // The cloud's name is made of letters, digits, - and _ (the template sees to it): it needs no escape.
        String html = resource("index.html").replace(CLOUD, CLOUD.replace("content=\"\"", "content=\"" + cloud + "\""));
        html = inlined(html, STYLE, "style", styles);
        html = inlined(html, SCRIPT, "script", scripts);
        String policy = "default-src 'none'; style-src " + hashes(styles) + "; script-src " + hashes(scripts)
                + "; connect-src 'self'; img-src 'self' https: data:" + plainPictures()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return new Answer(200, Map.of(
                "Content-Type", "text/html; charset=utf-8",
                "Content-Security-Policy", policy,
                "Cross-Origin-Opener-Policy", "same-origin",
                "Referrer-Policy", "no-referrer",
                "X-Content-Type-Options", "nosniff",
                "Cache-Control", "no-cache",
                "ETag", "\"" + hash(html).substring(0, 22) + "\""), html);
    }

    private String plainPictures() {
        return delivery.getScheme().equals("http") ? " http://" + delivery.getAuthority() : "";
    }

    private static String inlined(String html, Pattern tag, String element, List<String> parts) {
        return tag.matcher(html).replaceAll(found -> {
            String part = resource(found.group(1));
            parts.add(part);
            return Matcher.quoteReplacement("<" + element + ">" + part + "</" + element + ">");
        });
    }

    private static String hashes(List<String> parts) {
        return parts.stream().map(part -> "'sha256-" + hash(part) + "'").collect(Collectors.joining(" "));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (var in = ConsolePage.class.getResourceAsStream("console/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The console has no part " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The console's " + name + " cannot be read", e);
        }
    }
}
