namespace SmartToyonaka.Tests.Support;

/// <summary>What happens to a call.</summary>
internal enum CallFault
{
    None,

    /// <summary>The connection breaks before the storage receives the call.</summary>
    Lost,

    /// <summary>The storage executes the call, but the response is lost.</summary>
    AnswerLost,

    /// <summary>The storage executes the call, and the connection breaks within the response.</summary>
    AnswerCut,

    /// <summary>The storage executes the call and answers late.</summary>
    Slow,

    /// <summary>The storage answers that it is busy.</summary>
    Busy,

    /// <summary>503 with Retry-After.</summary>
    ComeBack,

    /// <summary>500.</summary>
    Failing,

    /// <summary>429 with Retry-After.</summary>
    Throttled,

    /// <summary>403: the role is not effective yet.</summary>
    Forbidden,

    /// <summary>412: the blob has changed.</summary>
    Changed,

    /// <summary>No answer ever comes.</summary>
    Silent,
}
