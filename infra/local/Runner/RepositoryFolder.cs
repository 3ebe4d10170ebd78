namespace Runner;

/// <summary>
/// Finds files of the repository from where the program was built, or from the working directory when it lies
/// elsewhere.
/// </summary>
internal static class RepositoryFolder
{
    public static string Find(string relative)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (at.EnumerateFiles("KryptonFunctions.sln").Any())
            {
                return Path.Combine(at.FullName, relative);
            }
        }

        return Path.GetFullPath(relative);
    }
}
