package dev.parley.adapter.model;

import java.util.OptionalLong;

/** Told a few times a second how far a download is, and once at its end. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * @param bytes there are on the disk, those of an earlier attempt included
   * @param totalBytes empty while nobody knows
   * @param bytesPerSecond mean since this attempt began
   */
  void at(ModelFile file, long bytes, OptionalLong totalBytes, long bytesPerSecond);
}
