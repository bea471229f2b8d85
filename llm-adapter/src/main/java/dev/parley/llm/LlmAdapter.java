package dev.parley.llm;

import dev.parley.adapter.Adapter;
import dev.parley.llm.engine.LanguageEngine;
import dev.parley.proto.v1.EngineDescription;
import io.grpc.BindableService;

/** A language engine and its service. */
final class LlmAdapter implements Adapter {
  private final LanguageEngine engine;
  private final LanguageModelService service;

  LlmAdapter(LanguageEngine engine, SystemPrompt systemPrompt, int maxGenerations) {
    this.engine = engine;
    this.service = new LanguageModelService(engine, systemPrompt, maxGenerations);
  }

  @Override
  public BindableService service() {
    return service;
  }

  @Override
  public EngineDescription engine() {
    return engine.describe();
  }

  @Override
  public void close() {
    service.stop();
    engine.close();
  }
}
