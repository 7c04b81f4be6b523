package dev.evert.log.verify;

import java.util.Base64;

/**
 * A tree head whose signature has been checked.
 *
 * @param size the number of leaves
 * @param root the root, 32 bytes
 */
record Checkpoint(long size, byte[] root) {
  private static final String SIGNATURE_PREFIX = "\u2014 ";

  /** Reads a signed note and checks that the key signed it. */
  static Checkpoint open(String note, PublicKeyText key) throws BadProofException {
    int split = note.lastIndexOf("\n\n");
    if (split < 0) {
      throw new BadProofException("a tree head has no signature");
    }
    String text = note.substring(0, split + 1);
    if (!isSigned(text, note.substring(split + 2), key)) {
      throw new BadProofException("a tree head is not signed by the key " + key.name());
    }
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || !lines[0].equals(key.name())) {
      throw new BadProofException("a tree head is not about the log " + key.name());
    }
    return new Checkpoint(size(lines[1]), root(lines[2]));
  }

  private static boolean isSigned(String text, String signatures, PublicKeyText key)
      throws BadProofException {
    String prefix = SIGNATURE_PREFIX + key.name() + " ";
    for (String line : signatures.split("\n", -1)) {
      if (line.startsWith(prefix) && key.signed(text, base64(line.substring(prefix.length())))) {
        return true;
      }
    }
    return false;
  }

  private static long size(String line) throws BadProofException {
    try {
      long size = Long.parseLong(line);
      if (size >= 0 && Long.toString(size).equals(line)) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new BadProofException("a tree head's size is not a number");
    }
    throw new BadProofException("a tree head's size is not a plain number");
  }

  private static byte[] root(String line) throws BadProofException {
    byte[] root = base64(line);
    if (root.length != 32) {
      throw new BadProofException("a tree head's root has " + root.length + " bytes, not 32");
    }
    return root;
  }

  static byte[] base64(String text) throws BadProofException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new BadProofException("a hash, a leaf or a signature is not base64");
    }
  }
}
