package dev.parley.tts.piper;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a Piper voice that says every letter as a tone of 50 ms: an ONNX graph that looks each
 * symbol up in a table. Small and deterministic, yet run by the real native code.
 */
final class TinyVoice {
  static final int SAMPLE_RATE_HZ = 16_000;
  static final int SYMBOL_SAMPLES = 800;

  private static final int SYMBOLS = 64;
  private static final int FIRST_AUDIBLE = 3; // 0 to 2 are padding, begin and end
  private static final String LETTERS = " ,.?!;:'-abcdefghijklmnopqrstuvwxyz";
  private static final long FLOAT = 1;
  private static final long INT64 = 7;

  private TinyVoice() {}

  /** Writes voice, config and the digests of both; gives the path of the .onnx file. */
  static Path write(Path folder) throws Exception {
    Path model = folder.resolve("tiny.onnx");
    Path config = folder.resolve("tiny.onnx.json");
    Files.write(model, onnx());
    Files.writeString(config, config());
    for (Path file : List.of(model, config)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".sha256"),
          HexFormat.of().formatHex(digest) + "  " + file.getFileName() + "\n");
    }
    return model;
  }

  private static byte[] onnx() {
    // lengths and scales take part, multiplied by zero, so that the session keeps them as inputs
    Message graph =
        new Message()
            .message(1, node("Gather", List.of("table", "input"), "g", attribute("axis", 0)))
            .message(1, node("Reshape", List.of("g", "shape"), "r"))
            .message(1, node("ReduceSum", List.of("scales"), "sc", attribute("keepdims", 0)))
            .message(1, node("Cast", List.of("input_lengths"), "lf", attribute("to", FLOAT)))
            .message(1, node("ReduceSum", List.of("lf"), "ls", attribute("keepdims", 0)))
            .message(1, node("Mul", List.of("sc", "ls"), "sl"))
            .message(1, node("Mul", List.of("sl", "zero"), "z"))
            .message(1, node("Add", List.of("r", "z"), "output"))
            .text(2, "tiny")
            .message(5, tensor("table", FLOAT, tones(), SYMBOLS, SYMBOL_SAMPLES))
            .message(5, tensor("shape", INT64, int64s(1, 1, -1), 3))
            .message(5, tensor("zero", FLOAT, floats(0), 1))
            .message(11, value("input", INT64, named("batch"), named("phonemes")))
            .message(11, value("input_lengths", INT64, named("batch")))
            .message(11, value("scales", FLOAT, fixed(3)))
            .message(12, value("output", FLOAT, fixed(1), fixed(1), named("time")));
    Message operators = new Message().text(1, "").number(2, 15);
    return new Message()
        .number(1, 8)
        .text(2, "tiny")
        .message(7, graph)
        .message(8, operators)
        .done();
  }

  private static byte[] tones() {
    float[] samples = new float[SYMBOLS * SYMBOL_SAMPLES];
    for (int symbol = FIRST_AUDIBLE; symbol < SYMBOLS; symbol++) {
      double hertz = 120 + symbol * 45;
      for (int i = 0; i < SYMBOL_SAMPLES; i++) {
        double tone = Math.sin(2 * Math.PI * hertz * i / SAMPLE_RATE_HZ);
        double envelope = Math.sin(Math.PI * i / SYMBOL_SAMPLES);
        samples[symbol * SYMBOL_SAMPLES + i] = (float) (0.3 * tone * envelope);
      }
    }
    return floats(samples);
  }

  private static String config() {
    StringBuilder ids = new StringBuilder("\"_\":[0],\"^\":[1],\"$\":[2]");
    for (int i = 0; i < LETTERS.length(); i++) {
      ids.append(",\"").append(LETTERS.charAt(i)).append("\":[").append(FIRST_AUDIBLE + i);
      ids.append(']');
    }
    return """
        {"audio":{"sample_rate":%d},"espeak":{"voice":"en-us"},
         "inference":{"noise_scale":0.667,"length_scale":1,"noise_w":0.8},
         "phoneme_type":"text","phoneme_map":{},"num_symbols":%d,"num_speakers":1,
         "speaker_id_map":{},"phoneme_id_map":{%s}}
        """
        .formatted(SAMPLE_RATE_HZ, SYMBOLS, ids);
  }

  private static Message node(String operator, List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(3, operator + "_" + output).text(4, operator);
  }

  private static Message node(
      String operator, List<String> inputs, String output, Message attribute) {
    return node(operator, inputs, output).message(5, attribute);
  }

  private static Message attribute(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, 2);
  }

  private static Message tensor(String name, long type, byte[] data, long... dimensions) {
    Message tensor = new Message();
    for (long dimension : dimensions) {
      tensor.number(1, dimension);
    }
    return tensor.number(2, type).text(8, name).bytes(9, data);
  }

  private static Message value(String name, long type, Message... dimensions) {
    Message shape = new Message();
    for (Message dimension : dimensions) {
      shape.message(1, dimension);
    }
    Message tensorType = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensorType));
  }

  private static Message fixed(long size) {
    return new Message().number(1, size);
  }

  private static Message named(String size) {
    return new Message().text(2, size);
  }

  private static byte[] floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  private static byte[] int64s(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      buffer.putLong(value);
    }
    return buffer.array();
  }

  /** A protobuf message written field by field. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    Message number(int field, long value) {
      return write(() -> out.writeInt64(field, value));
    }

    Message text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, byte[] value) {
      return write(() -> out.writeBytes(field, ByteString.copyFrom(value)));
    }

    Message message(int field, Message value) {
      return bytes(field, value.done());
    }

    byte[] done() {
      write(out::flush);
      return bytes.toByteArray();
    }

    private Message write(Writing writing) {
      try {
        writing.run();
      } catch (IOException e) {
        throw new UncheckedIOException("memory does not fail", e);
      }
      return this;
    }

    private interface Writing {
      void run() throws IOException;
    }
  }
}
