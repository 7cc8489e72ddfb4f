// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebSocket server of few words, independent of the one under test.
 */
final class RawFeed implements AutoCloseable
{
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listening;
    private Socket socket;
    private DataInputStream in;
    private OutputStream out;

    RawFeed() throws IOException
    {
        listening = new ServerSocket(0, 16, InetAddress.getByName("localhost"));
        listening.setSoTimeout(30_000);
    }

    int port()
    {
        return listening.getLocalPort();
    }

    /** Takes the next client through its handshake and gives its request. */
    String accept() throws IOException
    {
        socket = listening.accept();
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0)
        {
            head.append((char)in.readUnsignedByte());
        }
        final Matcher key = KEY.matcher(head);
        if (!key.find())
        {
            throw new IOException("no key in " + head);
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: " + acceptOf(key.group(1)) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return head.toString();
    }

    private static String acceptOf(final String key)
    {
        try
        {
            return Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException(e);
        }
    }

    /** The payload of the next frame, whatever its type. */
    byte[] readMessage() throws IOException
    {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126)
        {
            length = in.readUnsignedShort();
        }
        final byte[] mask = new byte[4];
        in.readFully(mask);
        final byte[] payload = new byte[length];
        in.readFully(payload);
        for (int i = 0; i < length; i++)
        {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    String readText() throws IOException
    {
        return new String(readMessage(), StandardCharsets.UTF_8);
    }

    void sendText(final String text) throws IOException
    {
        send(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    void sendBinary(final byte[] payload) throws IOException
    {
        send(0x82, payload);
    }

    private void send(final int head, final byte[] payload) throws IOException
    {
        out.write(head);
        if (payload.length < 126)
        {
            out.write(payload.length);
        }
        else
        {
            out.write(126);
            out.write(payload.length >>> 8);
            out.write(payload.length);
        }
        out.write(payload);
        out.flush();
    }

    void drop() throws IOException
    {
        socket.close();
    }

    @Override
    public void close() throws IOException
    {
        if (socket != null)
        {
            socket.close();
        }
        listening.close();
    }
}
