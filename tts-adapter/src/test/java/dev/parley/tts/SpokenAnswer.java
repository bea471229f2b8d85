package dev.parley.tts;

import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.WordMark;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** All that came back on a stream, to be asked about. */
public record SpokenAnswer(List<SynthesizeResponse> messages) {

  public List<AudioChunk> chunks(long clauseId) {
    return messages.stream()
        .filter(SynthesizeResponse::hasAudio)
        .map(SynthesizeResponse::getAudio)
        .filter(chunk -> chunk.getClauseId() == clauseId)
        .toList();
  }

  public List<WordMark> marks(long clauseId) {
    return messages.stream()
        .filter(SynthesizeResponse::hasMark)
        .map(SynthesizeResponse::getMark)
        .filter(mark -> mark.getClauseId() == clauseId)
        .toList();
  }

  public List<ClauseEnd> ends() {
    return messages.stream()
        .filter(SynthesizeResponse::hasClauseEnd)
        .map(SynthesizeResponse::getClauseEnd)
        .toList();
  }

  public byte[] pcm(long clauseId) {
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    chunks(clauseId).forEach(chunk -> pcm.writeBytes(chunk.getPcm().toByteArray()));
    return pcm.toByteArray();
  }

  public short[] samples(long clauseId) {
    return samples(pcm(clauseId));
  }

  public static short[] samples(byte[] pcm) {
    short[] samples = new short[pcm.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8));
    }
    return samples;
  }

  public static int peak(short[] samples) {
    return peak(samples, 0, samples.length);
  }

  public static int peak(short[] samples, int from, int to) {
    int peak = 0;
    for (int i = Math.max(0, from); i < Math.min(to, samples.length); i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    return peak;
  }
}
