package dev.parley.stt.whisper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small but complete ggml Whisper model whose weights are set by hand: each 0.4 s slot of audio
 * that holds one of the known tones becomes one word. It runs through the whole native path
 * (log-mel, encoder, cross-attention, decoder, tokenizer), so tests get real, repeatable text and
 * download nothing. At most 16 words and 31 slots (12.4 s).
 */
final class ToneWhisperModel {
  /** Long enough for a turn. */
  static final List<String> WORDS =
      List.of("i", "would", "like", "to", "book", "a", "room", "for", "two", "nights", "please");

  static final int SLOT_SAMPLES = 6_400;

  private static final int STATE = 64;
  private static final int VOCABULARY = 51_864;
  private static final int END_OF_TEXT = 50_256;
  private static final int SLOT_FRAMES = 20;
  private static final int FIRST_WORD = 1_000;
  private static final int BLANK = 999;
  private static final int AUDIO_CONTEXT = 1_500;
  private static final int TEXT_CONTEXT = 448;
  private static final int MELS = 80;
  private static final int FFT_BINS = 201;
  private static final int CODE = 32;

  private final List<String> words;
  private final double[] melHz = new double[MELS + 2];

  ToneWhisperModel(List<String> words) {
    if (words.size() > 16) {
      throw new IllegalArgumentException("at most 16 words");
    }
    this.words = words;
    double top = hzToMel(8_000);
    for (int i = 0; i < melHz.length; i++) {
      melHz[i] = melToHz(top * i / (MELS + 1));
    }
  }

  /** The model of {@link #WORDS}. */
  static ToneWhisperModel ofWords() {
    return new ToneWhisperModel(WORDS);
  }

  /** 16 kHz audio of the words, 0.4 s each; "-" is a silent slot. */
  short[] speak(String text) {
    String[] said = text.split(" ");
    short[] audio = new short[said.length * SLOT_SAMPLES];
    for (int slot = 0; slot < said.length; slot++) {
      if (said[slot].equals("-")) {
        continue;
      }
      double hz = melHz[bin(words.indexOf(said[slot])) + 1];
      for (int i = slot * SLOT_SAMPLES; i < (slot + 1) * SLOT_SAMPLES; i++) {
        audio[i] = (short) (0.3 * 32_767 * Math.sin(2 * Math.PI * hz * i / 16_000.0));
      }
    }
    return audio;
  }

  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      header(out);
      int[][] code = hadamard();
      encoder(out, code);
      decoder(out, code);
      block(out, "encoder.blocks.0", false);
      block(out, "decoder.blocks.0", true);
    }
  }

  private void header(OutputStream out) throws IOException {
    ints(out, 0x67676d6c, VOCABULARY, AUDIO_CONTEXT, STATE, 1, 1);
    ints(out, TEXT_CONTEXT, STATE, 1, 1, MELS, 1);
    ints(out, MELS, FFT_BINS);
    for (int m = 0; m < MELS; m++) {
      float[] row = new float[FFT_BINS];
      double low = melHz[m];
      double centre = melHz[m + 1];
      double high = melHz[m + 2];
      for (int f = 0; f < FFT_BINS; f++) {
        double hz = 40.0 * f;
        double slope = Math.min((hz - low) / (centre - low), (high - hz) / (high - centre));
        row[f] = (float) (Math.max(0, slope) * 2 / (high - low));
      }
      floats(out, row);
    }
    ints(out, FIRST_WORD + words.size());
    for (int i = 0; i < FIRST_WORD + words.size(); i++) {
      byte[] token = token(i);
      ints(out, token.length);
      out.write(token);
    }
  }

  private byte[] token(int i) {
    if (i == BLANK) {
      return new byte[0];
    }
    if (i >= FIRST_WORD) {
      return (" " + words.get(i - FIRST_WORD)).getBytes(StandardCharsets.UTF_8);
    }
    return i < 256 ? new byte[] {(byte) i} : (" w" + i).getBytes(StandardCharsets.UTF_8);
  }

  private void encoder(OutputStream out, int[][] code) throws IOException {
    int k = words.size();
    float[] positions = new float[AUDIO_CONTEXT * STATE];
    positions[17] = 4; // frame 0 says "nothing here"
    for (int t = 1; t < AUDIO_CONTEXT; t++) {
      int slot = t / SLOT_FRAMES + 1;
      for (int d = 0; slot < CODE && d < CODE; d++) {
        positions[t * STATE + CODE + d] = 4 * code[slot][d];
      }
    }
    tensor(out, "encoder.positional_embedding", positions, false, AUDIO_CONTEXT, STATE);
    float[] conv1 = new float[STATE * MELS * 3];
    for (int w = 0; w < k; w++) {
      for (int v = 0; v < k; v++) {
        conv1[(w * MELS + bin(v)) * 3 + 1] = v == w ? 10f : -10f / (k - 1);
      }
    }
    tensor(out, "encoder.conv1.weight", conv1, true, STATE, MELS, 3);
    float[] bias = new float[STATE];
    Arrays.fill(bias, -4.5f);
    tensor(out, "encoder.conv1.bias", bias, false, STATE, 1);
    float[] conv2 = new float[STATE * STATE * 3];
    for (int w = 0; w < k; w++) {
      conv2[(w * STATE + w) * 3 + 1] = 0.25f;
    }
    tensor(out, "encoder.conv2.weight", conv2, true, STATE, STATE, 3);
    tensor(out, "encoder.conv2.bias", new float[STATE], false, STATE, 1);
    norm(out, "encoder.ln_post", 1);
  }

  private void decoder(OutputStream out, int[][] code) throws IOException {
    float[] positions = new float[TEXT_CONTEXT * STATE];
    for (int p = 1; p < CODE; p++) {
      for (int d = 0; d < CODE; d++) {
        positions[p * STATE + CODE + d] = code[p][d]; // position 1 = slot 0
      }
    }
    tensor(out, "decoder.positional_embedding", positions, false, TEXT_CONTEXT, STATE);
    float[] tokens = new float[VOCABULARY * STATE];
    for (int w = 0; w < words.size(); w++) {
      tokens[(FIRST_WORD + w) * STATE + w] = 1;
    }
    tokens[END_OF_TEXT * STATE + 16] = 1;
    tokens[BLANK * STATE + 16] = .9f;
    tensor(out, "decoder.token_embedding.weight", tokens, true, VOCABULARY, STATE);
    norm(out, "decoder.ln", 10);
  }

  private void block(OutputStream out, String name, boolean decoder) throws IOException {
    norm(out, name + ".attn_ln", 1);
    attention(out, name + ".attn", null, null, null, null, null, null);
    if (decoder) {
      norm(out, name + ".cross_attn_ln", 1);
      float[] query = new float[STATE * STATE];
      float[] key = new float[STATE * STATE];
      float[] value = new float[STATE * STATE];
      float[] output = new float[STATE * STATE];
      float[] queryBias = new float[STATE];
      float[] outputBias = new float[STATE];
      for (int d = CODE; d < STATE; d++) {
        query[d * STATE + d] = 5.5f;
        key[d * STATE + d] = 1;
      }
      queryBias[17] = 20;
      key[17 * STATE + 17] = 1;
      for (int w = 0; w < words.size(); w++) {
        value[w * STATE + w] = 1;
        value[w * STATE + 17] = -1;
        output[w * STATE + w] = 30;
      }
      outputBias[16] = 13;
      attention(out, name + ".cross_attn", query, queryBias, key, value, output, outputBias);
    }
    norm(out, name + ".mlp_ln", 1);
    tensor(out, name + ".mlp.0.weight", new float[4 * STATE * STATE], true, 4 * STATE, STATE);
    tensor(out, name + ".mlp.0.bias", new float[4 * STATE], false, 4 * STATE);
    tensor(out, name + ".mlp.2.weight", new float[4 * STATE * STATE], true, STATE, 4 * STATE);
    tensor(out, name + ".mlp.2.bias", new float[STATE], false, STATE);
  }

  private static void attention(
      OutputStream out,
      String name,
      float @Nullable [] query,
      float @Nullable [] queryBias,
      float @Nullable [] key,
      float @Nullable [] value,
      float @Nullable [] output,
      float @Nullable [] outputBias)
      throws IOException {
    matrix(out, name + ".query.weight", query);
    vector(out, name + ".query.bias", queryBias);
    matrix(out, name + ".key.weight", key);
    matrix(out, name + ".value.weight", value);
    vector(out, name + ".value.bias", null);
    matrix(out, name + ".out.weight", output);
    vector(out, name + ".out.bias", outputBias);
  }

  private static void matrix(OutputStream out, String name, float @Nullable [] m)
      throws IOException {
    tensor(out, name, m == null ? new float[STATE * STATE] : m, true, STATE, STATE);
  }

  private static void vector(OutputStream out, String name, float @Nullable [] v)
      throws IOException {
    tensor(out, name, v == null ? new float[STATE] : v, false, STATE);
  }

  private static void norm(OutputStream out, String name, float weight) throws IOException {
    float[] weights = new float[STATE];
    Arrays.fill(weights, weight);
    tensor(out, name + ".weight", weights, false, STATE);
    tensor(out, name + ".bias", new float[STATE], false, STATE);
  }

  private static void tensor(
      OutputStream out, String name, float[] values, boolean half, int... shape)
      throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    ints(out, shape.length, bytes.length, half ? 1 : 0);
    for (int i = shape.length - 1; i >= 0; i--) {
      ints(out, shape[i]);
    }
    out.write(bytes);
    if (!half) {
      floats(out, values);
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putShort(Float.floatToFloat16(value));
    }
    out.write(buffer.array());
  }

  private static void floats(OutputStream out, float[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    out.write(buffer.array());
  }

  private static void ints(OutputStream out, int... values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putInt(value);
    }
    out.write(buffer.array());
  }

  private static int[][] hadamard() {
    int[][] code = new int[CODE][CODE];
    for (int i = 0; i < CODE; i++) {
      for (int j = 0; j < CODE; j++) {
        code[i][j] = (Integer.bitCount(i & j) & 1) == 0 ? 1 : -1;
      }
    }
    return code;
  }

  private static int bin(int word) {
    return 10 + 4 * word;
  }

  private static double hzToMel(double hz) {
    return hz < 1_000 ? hz * 3 / 200 : 15 + Math.log(hz / 1_000) / (Math.log(6.4) / 27);
  }

  private static double melToHz(double mel) {
    return mel < 15 ? mel * 200 / 3 : 1_000 * Math.exp((Math.log(6.4) / 27) * (mel - 15));
  }
}
