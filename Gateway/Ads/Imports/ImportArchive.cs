using System.IO.Compression;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>Reads the ZIP file of an import. Nothing of it is written anywhere under a name that it chooses.</summary>
internal static class ImportArchive
{
    public const int EntriesMax = 500;
    public const int EntryBytesMax = 2 * 1024 * 1024;
    public const long TotalBytesMax = 64L * 1024 * 1024;

    /// <summary>Images hardly shrink: what does so much is there to fill memory.</summary>
    private const int RatioMax = 100;

    private const int NameLengthMax = 100;

    /// <summary>Files by name, without regard to case.</summary>
    public static async Task<Dictionary<string, byte[]>> ReadAsync(Stream stream, ImportErrors errors, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        try
        {
            // Windows in Korean writes names in CP949 and does not say so.
            await using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, ImportText.Cp949);
            if (archive.Entries.Count > EntriesMax)
            {
                errors.Add(0, "images", $"Has {archive.Entries.Count} files; at most {EntriesMax} are taken.");
                return files;
            }

            var total = 0L;
            foreach (var entry in archive.Entries)
            {
                var content = Refusal(entry, files) is { } refusal ? Refuse(refusal) : await ReadAsync(entry, TotalBytesMax - total, cancellationToken);
                if (content is null)
                {
                    errors.Add(0, "images", $"'{Show(entry.FullName)}' is larger than it says, or all files together are larger than {TotalBytesMax / 1024 / 1024} MiB.");
                    return files;
                }

                total += content.Length;
                files.TryAdd(entry.FullName, content);
            }
        }
        catch (Exception error) when (error is InvalidDataException or System.Text.DecoderFallbackException or EndOfStreamException or NotSupportedException)
        {
            errors.Add(0, "images", "Is no ZIP file that can be read. Pack the images again, without a password.");
        }

        return files;

        byte[] Refuse(string message)
        {
            errors.Add(0, "images", message);
            return [];
        }
    }

    private static string? Refusal(ZipArchiveEntry entry, Dictionary<string, byte[]> files)
    {
        var name = entry.FullName;
        if (!IsPlain(name))
        {
            return $"'{Show(name)}' is no plain file name. Put the images themselves into the ZIP file, without folders, with names of at most {NameLengthMax} letters.";
        }

        if (files.ContainsKey(name))
        {
            return $"'{name}' stands twice (upper and lower case are the same).";
        }

        if (entry.IsEncrypted)
        {
            return $"'{name}' is locked by a password.";
        }

        if (entry.Length > EntryBytesMax)
        {
            return $"'{name}' has {entry.Length} bytes; at most {EntryBytesMax} are taken.";
        }

        return entry.Length > Math.Max(1, entry.CompressedLength) * RatioMax ? $"'{name}' unpacks to more than {RatioMax} times its size, as no image does." : null;
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= NameLengthMax && name[0] != '.' && !name.Any(letter => letter is '/' or '\\' or ':' || char.IsControl(letter));

    /// <summary>Null when it is larger than its head says, or than what is left of the sum.</summary>
    private static async Task<byte[]?> ReadAsync(ZipArchiveEntry entry, long left, CancellationToken cancellationToken)
    {
        if (entry.Length > left)
        {
            return null;
        }

        var content = new byte[entry.Length];
        await using var stream = await entry.OpenAsync(cancellationToken);
        await stream.ReadExactlyAsync(content, cancellationToken);
        return await stream.ReadAsync(new byte[1], cancellationToken) == 0 ? content : null;
    }

    private static string Show(string name) =>
        new([.. name.Take(NameLengthMax).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
