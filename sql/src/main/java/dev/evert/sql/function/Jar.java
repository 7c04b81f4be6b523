package dev.evert.sql.function;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/** The classes and files of a jar, known by its content. */
public final class Jar {
  /** The largest jar, packed. */
  public static final int MAX_BYTES = 12 << 20;

  /** The most that its entries may come to. */
  private static final long MAX_UNPACKED_BYTES = 200L << 20;

  private final String hash;
  private final JarClassLoader loader;

  private Jar(String hash, Map<String, byte[]> entries) {
    this.hash = hash;
    this.loader = new JarClassLoader(this, entries);
  }

  /**
   * Reads a jar.
   *
   * @throws EvertException BAD_FUNCTION if it is none, LIMIT_EXCEEDED if it is too large
   */
  public static Jar of(byte[] bytes) {
    requireAtMost("a jar", bytes.length, MAX_BYTES);
    Map<String, byte[]> entries = new HashMap<>();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
      long sum = 0;
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        byte[] content = in.readNBytes((int) (MAX_UNPACKED_BYTES - sum + 1));
        sum += content.length;
        requireAtMost("the content of a jar", sum, MAX_UNPACKED_BYTES);
        entries.put(entry.getName(), content);
      }
    } catch (IOException e) {
      throw new EvertException(ErrorCode.BAD_FUNCTION, "not a jar: " + e.getMessage(), null, e);
    }
    if (entries.isEmpty()) {
      throw new EvertException(ErrorCode.BAD_FUNCTION, "not a jar, or one that holds nothing");
    }
    return new Jar(hash(bytes), entries);
  }

  private static void requireAtMost(String what, long bytes, long most) {
    if (bytes > most) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED, what + " has more than " + most + " bytes");
    }
  }

  /** What a jar of this content is known by: 64 hexadecimal digits. */
  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it is known by. */
  public String hash() {
    return hash;
  }

  /**
   * A class of the jar, which its class loader makes of it; that knows Java's classes beside the
   * jar's. The class is initialized when a method of it is called first.
   *
   * @throws EvertException BAD_FUNCTION if it is not there or can not be loaded
   */
  Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new EvertException(
          ErrorCode.BAD_FUNCTION, "the jar has no class " + name + " that can be loaded: " + e);
    }
  }
}
