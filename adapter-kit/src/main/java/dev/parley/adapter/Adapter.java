package dev.parley.adapter;

import dev.parley.proto.v1.EngineDescription;
import io.grpc.BindableService;

/**
 * A running engine and the gRPC service in front of it. Closed once, after the server has stopped
 * taking calls.
 */
public interface Adapter extends AutoCloseable {
  /**
   * Its methods run on the caller's event loop (over sockets and in-process alike): they must
   * neither block nor compute, only hand over to the adapter's own bounded workers.
   */
  BindableService service();

  EngineDescription engine();

  @Override
  void close();
}
