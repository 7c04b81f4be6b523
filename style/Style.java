import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks ({@code check}) or mends ({@code apply}) the layout of every Java file of the repository,
 * and checks the rules of {@code checkstyle.xml}, all in one process.
 *
 * <p>A file that passed is remembered by the hash of its contents, so that the next run looks only
 * at what changed. A change of the rules or of this program forgets everything.
 */
final class Style {
  private static final String HINT = "To format: mvn -q -N -Pformat process-sources";

  private final Path root;
  private final Path rules;
  private final String rulesHash;
  private final Set<String> problems = Collections.synchronizedSet(new TreeSet<>());

  private Style(Path root) throws IOException {
    this.root = root;
    this.rules = root.resolve("style");
    StringBuilder all = new StringBuilder(String.valueOf(Formatter.class.getProtectionDomain()));
    for (Path file : filesUnder(rules, "")) {
      all.append(Files.readString(file));
    }
    this.rulesHash = all.toString();
  }

  public static void main(String[] args) throws Exception {
    Style style = new Style(Path.of("").toAbsolutePath());
    boolean apply = args[0].equals("apply");
    int bad = apply ? style.apply() : style.check();
    System.exit(bad == 0 ? 0 : 1);
  }

  private int apply() throws IOException {
    filesUnder(root, ".java").parallelStream().forEach(this::format);
    return report();
  }

  private void format(Path file) {
    try {
      String source = Files.readString(file);
      String formatted = formatted(source);
      if (!formatted.equals(source)) {
        Files.writeString(file, formatted);
        System.out.println("formatted " + root.relativize(file));
      }
    } catch (FormatterException e) {
      problems.add(root.relativize(file) + ":" + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int check() throws Exception {
    Path memory = root.resolve("target/style-passed");
    Set<String> passed =
        Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    List<Path> changed =
        filesUnder(root, ".java").parallelStream()
            .filter(file -> {
              String hash = hash(file);
              seen.add(hash);
              return !passed.contains(hash);
            })
            .toList();
    if (!changed.isEmpty()) {
      changed.parallelStream().forEach(this::checkFormat);
      checkRules(changed.stream().filter(file -> !file.startsWith(rules)).toList());
    }
    int bad = report();
    if (bad == 0) {
      Files.createDirectories(memory.getParent());
      Files.write(memory, seen);
    }
    return bad;
  }

  private void checkFormat(Path file) {
    try {
      String source = Files.readString(file);
      if (!formatted(source).equals(source)) {
        problems.add(root.relativize(file) + ":1: is not formatted. " + HINT);
      }
    } catch (FormatterException e) {
      problems.add(root.relativize(file) + ":" + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkRules(List<Path> files) throws CheckstyleException {
    Properties properties = new Properties();
    properties.setProperty("style.dir", rules.toString());
    Checker checker = new Checker();
    checker.setModuleClassLoader(Checker.class.getClassLoader());
    checker.configure(
        ConfigurationLoader.loadConfiguration(
            rules.resolve("checkstyle.xml").toString(), new PropertiesExpander(properties)));
    checker.addListener(new Problems());
    checker.process(files.stream().map(Path::toFile).toList());
    checker.destroy();
  }

  private int report() {
    problems.forEach(System.err::println);
    return problems.size();
  }

  private static String formatted(String source) throws FormatterException {
    Formatter formatter = new Formatter();
    return StringWrapper.wrap(formatter.formatSourceAndFixImports(source), formatter);
  }

  /** The path counts too, since the rules depend on the place of a file. */
  private String hash(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(rulesHash.getBytes());
      digest.update(root.relativize(file).toString().getBytes());
      digest.update(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesUnder(Path top, String suffix) throws IOException {
    Set<Path> found = new TreeSet<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName().toString();
            boolean skip = !dir.equals(top) && (name.equals("target") || name.startsWith("."));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(suffix)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(found);
  }

  /** Takes what Checkstyle finds. */
  private final class Problems implements AuditListener {
    @Override
    public void addError(AuditEvent event) {
      Path file = root.relativize(Path.of(event.getFileName()));
      problems.add(file + ":" + event.getLine() + ": " + event.getMessage());
    }

    @Override
    public void addException(AuditEvent event, Throwable thrown) {
      problems.add(event.getFileName() + ": " + thrown);
    }

    @Override
    public void auditStarted(AuditEvent event) {}

    @Override
    public void auditFinished(AuditEvent event) {}

    @Override
    public void fileStarted(AuditEvent event) {}

    @Override
    public void fileFinished(AuditEvent event) {}
  }
}
