/** WebSocket ingest for the oracle, and the publisher that providers embed. */
module io.plumbline.oracle.netty
{
    requires transitive io.plumbline.oracle;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires static org.jspecify;

    exports io.plumbline.oracle.netty;
}
