// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.io.PrintStream;
import java.util.Random;

/**
 * Measures whether the time an Ed25519 signature takes tells something of the key: one fixed key against random ones,
 * drawn in random order, over one message, hence also one fixed nonce against random ones; and, as a control, random
 * keys against the very same ones.
 *
 * <p>All secrets are put into the same object before the clock starts: two objects of one secret differ in time by
 * where they lie in memory, and by far more than what is looked for.
 *
 * <p>Usage, on an otherwise idle machine, best pinned to one core and with its frequency fixed:
 * <pre>
 * java -cp oracle-benchmarks/target/benchmarks.jar io.plumbline.oracle.crypto.SigningTimingTool [signatures] [seed]
 * </pre>
 * By default 1,000,000 signatures are measured. It prints Welch's t over all samples and over those below some
 * percentiles, and a verdict: up to 4.5 nothing was found, beyond it probably, beyond 10 certainly a leak. Where the
 * control shows one too, the machine was too noisy. The exit code is 1 where a leak shows that the control does not.
 *
 * <p>What it can tell: that this compiled code, on this machine, in this run, leaks. It never proves the opposite.
 * Neither a JIT compiler nor a moving collector promises constant time.
 */
public final class SigningTimingTool
{
    private static final int DEFAULT_SIGNATURES = 1_000_000;
    private static final int WARM_UP = 50_000;
    private static final int KEYS = 64;
    private static final int MESSAGE_LENGTH = 96;

    private final Ed25519Secret secret = new Ed25519Secret(new byte[Ed25519SigningKey.SEED_LENGTH]);
    private final Ed25519SigningKey key = new Ed25519SigningKey(secret, false);
    private final Ed25519Secret[] staged = {
        new Ed25519Secret(new byte[Ed25519SigningKey.SEED_LENGTH]),
        new Ed25519Secret(new byte[Ed25519SigningKey.SEED_LENGTH])
    };
    private final Ed25519Secret[] randomSecrets = new Ed25519Secret[KEYS];
    private final Ed25519Secret[] fixedSecrets = new Ed25519Secret[KEYS];
    private final byte[] message = new byte[MESSAGE_LENGTH];
    private final byte[] signature = new byte[Ed25519Verifier.SIGNATURE_LENGTH];
    private final Random random;

    private SigningTimingTool(final long seed)
    {
        random = new Random(seed);
        final byte[] fixed = new byte[Ed25519SigningKey.SEED_LENGTH];
        final byte[] drawn = new byte[Ed25519SigningKey.SEED_LENGTH];
        random.nextBytes(fixed);
        for (int i = 0; i < KEYS; i++)
        {
            random.nextBytes(drawn);
            randomSecrets[i] = new Ed25519Secret(drawn);
            fixedSecrets[i] = new Ed25519Secret(fixed);
        }
        random.nextBytes(message);
    }

    /**
     * Runs the tool.
     *
     * @param arguments number of signatures, at least 10,000, and seed of the random choices; both optional.
     */
    public static void main(final String[] arguments)
    {
        final int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_SIGNATURES;
        final long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        if (count < 10_000)
        {
            throw new IllegalArgumentException("signatures: expected at least 10000, got " + count);
        }
        final SigningTimingTool tool = new SigningTimingTool(seed);
        System.out.println("seed " + seed + ", " + count + " signatures in each test");
        tool.measure(WARM_UP, true);
        tool.measure(WARM_UP, false);
        final TimingComparison control = tool.measure(count, false);
        report(System.out, "control: random keys against the same random keys", control);
        final TimingComparison tested = tool.measure(count, true);
        report(System.out, "one fixed key against random keys", tested);
        System.exit(isLeaky(tested) && !isLeaky(control) ? 1 : 0);
    }

    private static boolean isLeaky(final TimingComparison test)
    {
        return Math.abs(test.worst()) > TimingComparison.LEAK;
    }

    static void report(final PrintStream out, final String name, final TimingComparison test)
    {
        out.println(name);
        for (int i = 0; i < TimingComparison.size(); i++)
        {
            out.printf("  fastest %3.0f %%: t = %8.2f%n", 100 * TimingComparison.percentile(i), test.t(i));
        }
        out.println("  verdict: " + test.verdict());
    }

    private TimingComparison measure(final int count, final boolean isFixed)
    {
        final Ed25519Secret[] left = isFixed ? fixedSecrets : randomSecrets;
        final byte[] sides = new byte[count];
        final long[] durations = new long[count];
        for (int i = 0; i < count; i++)
        {
            sides[i] = (byte)random.nextInt(2);
            final int at = random.nextInt(KEYS);
            // Whichever is signed with, the same memory was read before, and either stage as often.
            final int exchange = random.nextInt(2);
            staged[exchange].set(left[at]);
            staged[1 - exchange].set(randomSecrets[at]);
            secret.set(staged[sides[i] ^ exchange]);
            final long start = System.nanoTime();
            key.sign(message, 0, MESSAGE_LENGTH, signature, 0);
            durations[i] = System.nanoTime() - start;
        }
        return new TimingComparison(sides, durations);
    }
}
