namespace SmartToyonaka.Intake.Submissions;

/// <summary>A submission with what it is known by and what is kept of it.</summary>
/// <param name="Submission">What was handed in.</param>
/// <param name="ContentHash">The same for what says the same.</param>
/// <param name="IsByContent">True where nothing but its content tells a repetition from a new one.</param>
/// <param name="Keys">The keys that it claims.</param>
/// <param name="ContentType">Of the evidence.</param>
/// <param name="Body">The evidence.</param>
public sealed record IncomingSubmission(
    Submission Submission, string ContentHash, bool IsByContent, IReadOnlyList<string> Keys, string ContentType, byte[] Body);
