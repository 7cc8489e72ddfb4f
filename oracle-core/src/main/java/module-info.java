/** The price oracle: signed frames in, provable prices and signed quotes out. */
@SuppressWarnings("module") // the ingest module is built after this one
module io.plumbline.oracle
{
    requires com.lmax.disruptor;
    requires org.agrona;
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports io.plumbline.oracle;
    exports io.plumbline.oracle.config;
    exports io.plumbline.oracle.crypto to io.plumbline.oracle.netty;
    exports io.plumbline.oracle.wire;

    uses io.plumbline.oracle.OracleLauncher;

    provides io.plumbline.oracle.OracleLauncher with io.plumbline.oracle.pipeline.EngineLauncher;
}
