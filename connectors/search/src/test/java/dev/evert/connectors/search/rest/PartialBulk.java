package dev.evert.connectors.search.rest;

import dev.evert.testing.server.HttpFault;
import dev.evert.testing.server.HttpUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bulk request of which the server is made to do a part only. */
final class PartialBulk {
  private static final Pattern STATUS = Pattern.compile("\"status\":(\\d+)");
  private static final String BUSY =
      "{\"index\":{\"status\":429,\"error\":"
          + "{\"type\":\"rejected_execution_exception\",\"reason\":\"queue is full\"}}}";

  private final HttpFault.Request request;
  private final List<String> items = new ArrayList<>();

  PartialBulk(HttpFault.Request request) {
    this.request = request;
    for (String line : request.text().lines().toList()) {
      boolean action = line.startsWith("{\"index\":{\"_id\"") || line.startsWith("{\"delete\"");
      if (action) {
        items.add(line + "\n");
      } else {
        items.set(items.size() - 1, items.getLast() + line + "\n");
      }
    }
  }

  int items() {
    return items.size();
  }

  /** Passes the items on that do not fail, and answers for all. */
  HttpFault.Answer send(HttpUpstream server, IntPredicate fails)
      throws IOException, InterruptedException {
    StringBuilder rest = new StringBuilder();
    boolean[] failed = new boolean[items.size()];
    for (int i = 0; i < failed.length; i++) {
      failed[i] = fails.test(i);
      rest.append(failed[i] ? "" : items.get(i));
    }
    String answered = rest.isEmpty() ? "" : pass(server, rest.toString());
    Matcher statuses = STATUS.matcher(answered);
    List<String> all = new ArrayList<>();
    for (boolean one : failed) {
      if (one) {
        all.add(BUSY);
      } else if (statuses.find()) {
        all.add("{\"index\":{\"status\":" + statuses.group(1) + "}}");
      }
    }
    return HttpFault.Answer.of(200, "{\"items\":[" + String.join(",", all) + "]}");
  }

  private String pass(HttpUpstream server, String body) throws IOException, InterruptedException {
    return server
        .send(
            new HttpFault.Request(
                request.method(),
                request.path(),
                request.headers(),
                body.getBytes(StandardCharsets.UTF_8)))
        .text();
  }
}
