package dev.evert.sql.function;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds classes among bytes, and Java's own; those of Evert are not to be seen. */
final class JarClassLoader extends ClassLoader {
  private final Jar jar;
  private final Map<String, byte[]> entries;

  /**
   * Loads classes of a jar.
   *
   * @param jar is there as long as any of its classes is
   */
  JarClassLoader(Jar jar, Map<String, byte[]> entries) {
    super("function", ClassLoader.getPlatformClassLoader());
    this.jar = jar;
    this.entries = entries;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = entries.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = entries.get(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  @Override
  public String toString() {
    return "jar " + jar.hash();
  }
}
