"use strict";

/** The same call in four languages. Each is a whole program that prints the answer; nothing has to be installed for it. */
const CODE = {
  curl(call) {
    const secret = call.secret === null ? '-u "$IMAGEGEN_KEY:$IMAGEGEN_SECRET"' : `-u ${shellQuoted(`${call.key}:${call.secret}`)}`;
    return `curl -sS ${secret} \\
  -H 'Content-Type: application/json' \\
  -d ${shellQuoted(JSON.stringify(call.wish, null, 2))} \\
  ${shellQuoted(call.url)}
`;
  },

  python(call) {
    const [key, secret] = call.secret === null
      ? ['os.environ["IMAGEGEN_KEY"]', 'os.environ["IMAGEGEN_SECRET"]']
      : [asciiJson(call.key), asciiJson(call.secret)];
    return `import base64, json, os, urllib.error, urllib.request

key, secret = ${key}, ${secret}
wish = json.loads(${asciiJson(asciiOnly(JSON.stringify(call.wish)))})
request = urllib.request.Request(
    ${asciiJson(call.url)},
    data=json.dumps(wish).encode(),
    headers={
        "Authorization": "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode(),
        "Content-Type": "application/json",
    },
)
try:
    with urllib.request.urlopen(request) as answer:
        print(json.dumps(json.load(answer), indent=2))
except urllib.error.HTTPError as refusal:
    raise SystemExit(refusal.read().decode())
`;
  },

  node(call) {
    const [key, secret] = call.secret === null
      ? ["process.env.IMAGEGEN_KEY", "process.env.IMAGEGEN_SECRET"]
      : [JSON.stringify(call.key), JSON.stringify(call.secret)];
    return `const key = ${key}, secret = ${secret};
const wish = ${JSON.stringify(call.wish, null, 2)};
fetch(${JSON.stringify(call.url)}, {
  method: "POST",
  headers: {
    Authorization: "Basic " + Buffer.from(key + ":" + secret).toString("base64"),
    "Content-Type": "application/json",
  },
  body: JSON.stringify(wish),
}).then(async (answer) => {
  console.log(JSON.stringify(await answer.json(), null, 2));
  process.exitCode = answer.ok ? 0 : 1;
});
`;
  },

  java(call) {
    const [key, secret] = call.secret === null
      ? ['System.getenv("IMAGEGEN_KEY")', 'System.getenv("IMAGEGEN_SECRET")']
      : [asciiJson(call.key), asciiJson(call.secret)];
    return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

public class Generate {
    public static void main(String[] args) throws Exception {
        String key = ${key}, secret = ${secret};
        String wish = ${asciiJson(asciiOnly(JSON.stringify(call.wish)))};
        HttpRequest request = HttpRequest.newBuilder(URI.create(${asciiJson(call.url)}))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes("UTF-8")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.body());
        System.exit(answer.statusCode() < 300 ? 0 : 1);
    }
}
`;
  },
};

/** How each is run. */
const CODE_HINTS = {
  curl: "Paste it into a shell.",
  python: "Save it as generate.py and run: python3 generate.py",
  node: "Save it as generate.js and run: node generate.js (18 or later)",
  java: "Save it as Generate.java and run: java Generate.java (11 or later)",
};

function shellQuoted(text) {
  return "'" + text.replaceAll("'", "'\\''") + "'";
}

/** JSON with everything beyond ASCII as escapes, so that no editor, terminal or compiler can change it. */
function asciiOnly(json) {
  return json.replace(/[\u007f-\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/** A string literal that Java and Python read alike. */
function asciiJson(text) {
  return asciiOnly(JSON.stringify(text));
}
