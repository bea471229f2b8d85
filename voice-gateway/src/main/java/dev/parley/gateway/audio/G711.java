package dev.parley.gateway.audio;

/**
 * ITU-T G.711, the telephone's companding: 16 bit samples to 8 bit codes and back, at 8 kHz.
 * Compression takes the ones' complement of negative samples, as the ITU's own software (G.191)
 * does, so that both signs have the same decision levels.
 */
public enum G711 {
  /** North America and Japan; PCMU. */
  MU_LAW {
    @Override
    byte compress(short sample) {
      int magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1FFF);
      int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
      int step = (magnitude >> (segment + 1)) & 0xF;
      int code = (segment << 4) | step;
      return (byte) (sample < 0 ? (~code & 0x7F) : ~code);
    }

    @Override
    short expand(int code) {
      int inverted = ~code & 0xFF;
      int segment = (inverted >> 4) & 7;
      int magnitude = (((inverted & 0xF) << 1) | 0x21) << segment;
      int linear = (magnitude - 33) << 2;
      return (short) (inverted > 0x7F ? -linear : linear);
    }
  },

  /** Everywhere else; PCMA. */
  A_LAW {
    @Override
    byte compress(short sample) {
      int magnitude = (sample < 0 ? ~sample : sample) >> 4;
      int code = magnitude;
      if (magnitude > 15) {
        int segment = 28 - Integer.numberOfLeadingZeros(magnitude);
        code = (segment << 4) | ((magnitude >> (segment - 1)) & 0xF);
      }
      return (byte) ((sample < 0 ? code : code | 0x80) ^ EVEN_BITS);
    }

    @Override
    short expand(int code) {
      int plain = code ^ EVEN_BITS;
      int segment = (plain >> 4) & 7;
      int magnitude = ((plain & 0xF) << 4) | 8;
      if (segment > 0) {
        magnitude = (magnitude + 0x100) << (segment - 1);
      }
      return (short) (plain > 0x7F ? magnitude : -magnitude);
    }
  };

  private static final int EVEN_BITS = 0x55;

  // filled once, never written again
  @SuppressWarnings("ImmutableEnumChecker")
  private final byte[] codes = new byte[1 << 16];

  @SuppressWarnings("ImmutableEnumChecker")
  private final short[] samples = new short[1 << 8];

  G711() {
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      codes[sample & 0xFFFF] = compress((short) sample);
    }
    for (int code = 0; code < samples.length; code++) {
      samples[code] = expand(code);
    }
  }

  abstract byte compress(short sample);

  abstract short expand(int code);

  public void encode(short[] pcm, int offset, int length, byte[] codes, int codesOffset) {
    for (int i = 0; i < length; i++) {
      codes[codesOffset + i] = this.codes[pcm[offset + i] & 0xFFFF];
    }
  }

  public void decode(byte[] codes, int offset, int length, short[] pcm, int pcmOffset) {
    for (int i = 0; i < length; i++) {
      pcm[pcmOffset + i] = samples[codes[offset + i] & 0xFF];
    }
  }
}
