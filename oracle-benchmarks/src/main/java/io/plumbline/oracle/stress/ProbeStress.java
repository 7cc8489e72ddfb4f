package io.plumbline.oracle.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Shows that the race test jar is built and lists its tests. */
@JCStressTest
@Outcome(id = {"0", "1"}, expect = Expect.ACCEPTABLE, desc = "before or after the write")
@State
public class ProbeStress
{
    private volatile int value;

    /** Writes. */
    @Actor
    public void writer()
    {
        value = 1;
    }

    /**
     * Reads.
     *
     * @param result what was seen.
     */
    @Actor
    public void reader(final I_Result result)
    {
        result.r1 = value;
    }
}
