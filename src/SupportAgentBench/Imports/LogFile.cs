using System.IO.Compression;
using SupportAgentBench.Files;

namespace SupportAgentBench.Imports;

/// <summary>Opens a log, packed with gzip or plain.</summary>
public static class LogFile
{
    /// <exception cref="UserMistakeException">There is no such file, or it cannot be opened.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            if (!file.CanSeek)
            {
                // What comes through a pipe can be read once only: it is taken as it is.
                return file;
            }

            var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException(e is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no file '{path}': name the log to import"
                : $"'{path}' cannot be read: {e.Message}");
        }
    }
}
