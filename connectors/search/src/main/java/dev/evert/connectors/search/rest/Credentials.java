package dev.evert.connectors.search.rest;

import dev.evert.spi.Surroundings;
import dev.evert.spi.uri.StoreUri;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Who a request comes from: the value of its Authorization header. Looked for in this order: an API
 * key in {@code OPENSEARCH_API_KEY} or {@code ELASTIC_API_KEY}; a user in the URI, {@code
 * OPENSEARCH_USER} or {@code ELASTIC_USER}, with the password of the URI, {@code
 * OPENSEARCH_PASSWORD} or {@code ELASTIC_PASSWORD}, {@code ~/.netrc} or the terminal; {@code
 * ~/.netrc} alone; nobody.
 */
final class Credentials {
  private static final String[] PREFIXES = {"OPENSEARCH_", "ELASTIC_"};

  private Credentials() {}

  /** The header's value, if requests say who they come from. */
  static Optional<String> authorization(StoreUri uri, Surroundings surroundings) {
    Optional<String> key = variable("API_KEY", surroundings);
    if (key.isPresent() && uri.user().isEmpty()) {
      return Optional.of("ApiKey " + key.get());
    }
    Optional<String> user = uri.user().or(() -> variable("USER", surroundings));
    Netrc netrc = Netrc.read(surroundings.home().resolve(".netrc"));
    if (user.isEmpty()) {
      return netrc.login(uri.host()).map(login -> basic(login.user(), login.password()));
    }
    return uri.password()
        .or(() -> variable("PASSWORD", surroundings))
        .or(() -> netrc.password(uri.host(), user.get()))
        .or(() ->
            surroundings
                .secret("Password of " + user.get() + " at " + uri.hosts())
                .map(String::new))
        .map(password -> basic(user.get(), password));
  }

  private static Optional<String> variable(String name, Surroundings surroundings) {
    for (String prefix : PREFIXES) {
      Optional<String> value = surroundings.variable(prefix + name).filter(v -> !v.isEmpty());
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
