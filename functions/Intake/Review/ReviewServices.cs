using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Intake.Review;

/// <summary>Values that wait to be confirmed.</summary>
public static class ReviewServices
{
    /// <summary>Adds what lists and decides of them. Needs submissions and what they need.</summary>
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton<ReviewDecisionStore>()
        .AddSingleton<ReviewService>();
}
