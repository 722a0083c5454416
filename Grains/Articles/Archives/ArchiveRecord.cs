namespace Sokbo.Grains.Articles.Archives;

/// <summary>What the archive keeps of an article.</summary>
/// <param name="Id">Of the article.</param>
/// <param name="Revision">The newest that is known.</param>
/// <param name="At">First publication, unix milliseconds.</param>
/// <param name="Grams">By what it is found, ascending; empty where it is not to be found.</param>
internal sealed record ArchiveRecord(string Id, int Revision, long At, uint[] Grams)
{
    private const byte Format = 1;

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
    public static ArchiveRecord Decode(string id, byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content, writable: false));
        try
        {
            if (reader.ReadByte() != Format)
            {
                throw new FormatException($"The archive's record of {id} has a format that this version does not know.");
            }

            var (revision, at) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64());
            var grams = new uint[Math.Min(reader.Read7BitEncodedInt(), content.Length)];
            var before = 0u;
            for (var index = 0; index < grams.Length; index++)
            {
                before = grams[index] = (uint)(before + reader.Read7BitEncodedInt64());
            }

            return new ArchiveRecord(id, revision, at, grams);
        }
        catch (EndOfStreamException error)
        {
            throw new FormatException($"The archive's record of {id} breaks off.", error);
        }
    }
}
