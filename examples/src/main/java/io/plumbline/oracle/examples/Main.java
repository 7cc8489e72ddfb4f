package io.plumbline.oracle.examples;

/** Entry point of the examples jar. */
public final class Main
{
    private Main()
    {
    }

    /**
     * Prints what can be run.
     *
     * @param args none is understood.
     */
    public static void main(final String[] args)
    {
        System.out.println("usage: java -jar examples.jar <example>");
    }
}
