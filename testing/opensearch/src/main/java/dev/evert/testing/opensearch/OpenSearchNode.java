package dev.evert.testing.opensearch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;

/**
 * The process of an {@link OpenSearchServer}: one node, one cluster. It says {@code port N} on its
 * standard output once it answers, and ends when its standard input does, so that it never outlives
 * the test that started it.
 */
final class OpenSearchNode {
  private OpenSearchNode() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    // Taken now, because the server turns System.out into a log.
    PrintStream out = System.out;
    OpenSearchRunner runner = new OpenSearchRunner();
    runner.onBuild((_, settings) -> configure(settings, port));
    runner.build(
        OpenSearchRunner.newConfigs()
            .basePath(directory.toString())
            .clusterName("evert-testing")
            .numOfNode(1));
    runner.ensureYellow();
    HttpServerTransport http = runner.node().injector().getInstance(HttpServerTransport.class);
    out.println("port " + http.boundAddress().publishAddress().getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    runner.close();
    System.exit(0);
  }

  private static void configure(Settings.Builder settings, int port) {
    settings.put("http.port", String.valueOf(port));
    settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
  }
}
