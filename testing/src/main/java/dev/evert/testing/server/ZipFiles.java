package dev.evert.testing.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks distributions. */
final class ZipFiles {
  private ZipFiles() {}

  /** Unpacks a zip and returns the one directory that it holds. */
  static Path unpack(Path zip, Path into) throws IOException {
    Path root = into;
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("an entry of " + zip + " leads out of it: " + entry.getName());
        }
        root = into.resolve(into.relativize(target).getName(0));
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(in, target);
        }
      }
    }
    return root;
  }
}
