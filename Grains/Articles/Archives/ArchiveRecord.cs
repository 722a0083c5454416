namespace Sokbo.Grains.Articles.Archives;

/// <summary>What the archive keeps of an article.</summary>
/// <param name="Id">Of the article.</param>
/// <param name="Revision">The newest that is known.</param>
/// <param name="At">First publication, unix milliseconds.</param>
/// <param name="Grams">By what it is found, ascending; empty where it is not to be found.</param>
internal sealed record ArchiveRecord(string Id, int Revision, long At, uint[] Grams)
{
    private const byte Format = 1;

    /// <summary>Of 64 bits, seven in a byte.</summary>
    private const int NumberLengthMax = 10;

    /// <summary>A byte that names the format, revision, time, and the differences of the grams; all as variable-length numbers.</summary>
    public byte[] Encode()
    {
        using var stream = new MemoryStream(16 + (Grams.Length * 3));
        using var writer = new BinaryWriter(stream);
        writer.Write(Format);
        writer.Write7BitEncodedInt(Revision);
        writer.Write7BitEncodedInt64(At);
        writer.Write7BitEncodedInt(Grams.Length);
        var before = 0u;
        foreach (var gram in Grams)
        {
            writer.Write7BitEncodedInt64(gram - before);
            before = gram;
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="FormatException">It is not what <see cref="Encode"/> writes.</exception>
    public static ArchiveRecord Decode(string id, ReadOnlySpan<byte> content)
    {
        var rest = Body(id, content);
        var (revision, at, count) = ((int)Number(id, ref rest), (long)Number(id, ref rest), Number(id, ref rest));

        // Each takes a byte at least: what a broken record says of itself makes no room.
        var grams = new uint[Math.Min(count, (ulong)rest.Length + 1)];
        var before = 0u;
        for (var index = 0; index < grams.Length; index++)
        {
            before = grams[index] = (uint)(before + Number(id, ref rest));
        }

        return new ArchiveRecord(id, revision, at, grams);
    }

    /// <summary>First publication, unix milliseconds, without the rest.</summary>
    /// <exception cref="FormatException">It is not what <see cref="Encode"/> writes.</exception>
    public static long DecodeAt(string id, ReadOnlySpan<byte> content)
    {
        var rest = Body(id, content);
        Number(id, ref rest);
        return (long)Number(id, ref rest);
    }

    private static ReadOnlySpan<byte> Body(string id, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            throw Broken(id);
        }

        return content[0] == Format ? content[1..] : throw new FormatException($"The archive's record of {id} has a format that this version does not know.");
    }

    /// <summary>Seven bits in each byte, the lowest first; the eighth says that more follow. As <see cref="BinaryWriter"/> writes it.</summary>
    private static ulong Number(string id, ref ReadOnlySpan<byte> rest)
    {
        var number = 0ul;
        for (var index = 0; index < Math.Min(rest.Length, NumberLengthMax); index++)
        {
            number |= (ulong)(rest[index] & 0x7F) << (7 * index);
            if (rest[index] < 0x80)
            {
                rest = rest[(index + 1)..];
                return number;
            }
        }

        throw Broken(id);
    }

    private static FormatException Broken(string id) => new($"The archive's record of {id} breaks off.");
}
