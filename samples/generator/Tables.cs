namespace SmartToyonaka.Samples;

/// <summary>What has to come out and what is handed in; the rest of the generator only spells it.</summary>
internal static class Tables
{
    /// <summary>What the report prints: indicator | basis | status | month | text | note.</summary>
    public const string Published = """
        online_application_rate | month | actual | 2020-03 | 3.0 | 28 procedures; the report says R2.4 (state of 2020-04-01)
        online_application_rate | month | actual | 2021-03 | 20.0 | 189 procedures; printed without decimals
        online_application_rate | month | planned | 2022-03 | 50.3 | 472 procedures; planned for 2022-04-01
        cashless_payment_rate | month | actual | 2021-03 | 20.0 | 9 services; printed without decimals
        cashless_payment_rate | month | actual | 2022-03 | 100.0 | 52 services; printed without decimals
        ppp_projects | programme | actual | 2021-03 | 10 |
        ppp_projects | programme | actual | 2022-03 | 21 | 10 + 11
        ppp_platform_members | month | actual | 2021-03 | 14 |
        ppp_platform_members | month | actual | 2022-03 | 26 |
        ppp_agreements | ytd | actual | 2021-03 | 19 | FY2020 alone
        ppp_agreements | ytd | actual | 2022-03 | 8 | FY2021 alone
        local_issue_projects | ytd | actual | 2022-03 | 5 | FY2021 alone
        regional_collaborations | programme | actual | 2022-03 | 2 | 3 more considering; 1 coordinating
        support_service_reviews | programme | actual | 2021-03 | 1 |
        support_service_reviews | programme | actual | 2022-03 | 6 | 3 more considering
        digitised_publications | programme | actual | 2021-03 | 16 |
        digitised_publications | programme | actual | 2022-03 | 40 |
        service_scope_reviews | programme | actual | 2022-03 | 1 | 1 more considering
        rpa_ai_ocr_tasks | programme | actual | 2021-03 | 25 |
        rpa_ai_ocr_tasks | programme | actual | 2022-03 | 54 |
        ai_tasks | programme | actual | 2022-03 | 3 |
        general_affairs_support | programme | actual | 2021-03 | 1 |
        general_affairs_support | programme | actual | 2022-03 | 5 |
        overtime_change | ytd | actual | 2021-03 | −20.4 | 12 months
        overtime_change | ytd | actual | 2022-01 | −17.8 | 10 months
        overtime_change_all_causes | ytd | actual | 2021-03 | −4.4 | 12 months
        overtime_change_all_causes | ytd | actual | 2022-01 | +11.8 | 10 months
        e_approval_rate | ytd | actual | 2020-03 | 9.9 |
        e_approval_rate | ytd | actual | 2022-01 | 59.4 | the report says as of 2022-02-01
        telework_applicants | month | actual | 2022-01 | 408 | the report says as of R4.2
        seal_abolitions | programme | actual | 2021-04 | 2455 |
        managed_facilities | month | actual | 2021-10 | 149 |
        """;

    /// <summary>What departments hand in each month: measure | section | month value ...; a star marks what is planned.</summary>
    public const string Submitted = """
        online_procedures | 税務管理課 | 2020-03 2/62, 2020-09 5/62, 2021-03 12/62, 2021-09 16/62, 2022-03* 34/62
        online_procedures | 市民税課 | 2020-03 5/117, 2020-09 13/118, 2021-03 27/119, 2021-09 35/118, 2022-03* 58/118
        online_procedures | 固定資産税課 | 2020-03 3/95, 2020-09 9/95, 2021-03 21/96, 2021-09 28/96, 2022-03* 51/96
        online_procedures | 市民課 | 2020-03 4/128, 2020-09 12/129, 2021-03 26/130, 2021-09 35/129, 2022-03* 62/128
        online_procedures | 障害福祉課 | 2020-03 2/92, 2020-09 7/92, 2021-03 15/92, 2021-09 21/92, 2022-03* 44/92
        online_procedures | 長寿安心課 | 2020-03 2/102, 2020-09 8/104, 2021-03 18/105, 2021-09 26/104, 2022-03* 50/104
        online_procedures | 保険資格課 | 2020-03 4/115, 2020-09 13/116, 2021-03 27/118, 2021-09 37/117, 2022-03* 63/116
        online_procedures | こども政策課 | 2020-03 3/83, 2020-09 9/83, 2021-03 20/84, 2021-09 27/84, 2022-03* 47/84
        online_procedures | 建築審査課 | 2020-03 1/69, 2020-09 4/70, 2021-03 10/71, 2021-09 15/71, 2022-03* 30/70
        online_procedures | 教育総務課 | 2020-03 2/67, 2020-09 6/67, 2021-03 13/68, 2021-09 18/68, 2022-03* 33/68
        cashless_services | 税務管理課 | 2021-03 2/8, 2021-09 5/9, 2022-03 9/9
        cashless_services | 市民課 | 2021-03 3/14, 2021-09 9/14, 2022-03 16/16
        cashless_services | 保険資格課 | 2021-03 2/9, 2021-09 5/10, 2022-03 11/11
        cashless_services | こども政策課 | 2021-03 1/8, 2021-09 4/9, 2022-03 10/10
        cashless_services | 建築審査課 | 2021-03 1/6, 2021-09 2/6, 2022-03 6/6
        platform_members | 創造改革課 | 2020-09 8, 2021-03 14, 2021-09 21, 2022-03 26
        telework_applicants | 人事課 | 2020-09 46, 2021-03 173, 2021-09 307, 2022-01 408
        seal_abolitions | 行政総務課 | 2020-12 212, 2021-01 405, 2021-02 530, 2021-03 768, 2021-04 540
        managed_facilities | 資産管理課 | 2021-10 149
        """;

    /// <summary>
    /// A synthetic city, smaller than the real one: section code, people by group (一般・通常 / 交替制 / 医療職), documents a month,
    /// overtime against the average, covid work (share of the people in an average month).
    /// </summary>
    public const string City = """
        0101  9/0/0   40 1.1 .05 | 0102 10/0/0   45 1.1 .05 | 0103 10/0/0   50 1.1 .10 | 0104 14/0/0   60 1.2 .05 | 0105 14/0/0   60 1.2 .05
        0211 10/0/0   60 1.5 .03 | 0212 16/0/0   70 0.9 .06 | 0213 26/0/0  120 1.2 .06 | 0214 22/0/0  110 1.0 .06 | 0301 12/0/0   80 1.0 .08
        0302 12/0/0   90 1.4 .08 | 0303  9/0/0   60 1.0 .05 | 0304 10/0/0   70 0.8 .05 | 0401 26/0/0  100 0.8 .10 | 0501 12/0/0   60 1.1 .08
        0502 10/0/0   55 0.9 .25 | 0601 36/0/0  130 1.1 .06 | 0602 18/0/0   90 1.0 .06 | 0603 20/0/0   95 0.9 .10 | 0701 26/0/0  120 0.9 .08
        0702 28/0/0  100 1.0 .80 | 0703 20/0/0   80 0.8 .60 | 0704 12/0/0   70 1.0 .75 | 0801 12/0/0   70 1.1 .06 | 0802 24/0/0  110 0.9 .06
        0803 16/0/0   75 1.1 .04 | 0901 12/0/0   60 0.8 .04 | 0902 24/0/0   70 0.8 .03 | 1001 12/0/0   90 0.8 .03 | 1101 16/0/0  100 1.0 .03
        1201 12/0/0   80 0.8 .03 | 1301 14/4/0   80 0.9 .05 | 1302  4/38/0  30 1.0 .15 | 1303  4/34/0  30 1.0 .15 | 1401 18/0/0  110 1.1 .15
        1402  6/0/92 140 1.3 .25 | 1501 16/0/0  100 1.1 .05 | 1502 14/0/0   90 1.2 .05 | 1601  6/0/0   25 0.6 .02
        """;

    /// <summary>
    /// Folder | file | first month | last month | how it spells a month (full-width where it is written so) | how it gives its figures.
    /// </summary>
    public const string DropFiles = """
        e-approval | e-approval-2019.csv | 2019-04 | 2020-03 | GG元年M月 | two columns
        e-approval | e-approval-2020.csv | 2020-04 | 2021-03 | Gy.M | paper too, other spellings of the sections
        e-approval | e-approval-2021.csv | 2021-04 | 2022-01 | Ｇｙ／ＭＭ | paper too
        staff | staff-2019.csv | 2019-04 | 2020-03 | Gyy/MM | 人数
        staff | staff-2020.csv | 2020-04 | 2021-03 | GGy年M月 | 人数
        staff | staff-2021.csv | 2021-04 | 2022-01 | Gy.M.1 | 人数
        overtime | overtime-2019-q1.csv | 2019-04 | 2019-06 | GG元年M月 | H:MM
        overtime | overtime-2019-q2.csv | 2019-07 | 2019-09 | Gy.M | H:MM
        overtime | overtime-2019-q3.csv | 2019-10 | 2019-12 | Ｇｙ／ＭＭ | 分
        overtime | overtime-2019-q4.csv | 2020-01 | 2020-03 | GGy年M月 | H:MM
        overtime | overtime-2020-q1.csv | 2020-04 | 2020-06 | Gyy/MM | 時間
        overtime | overtime-2020-q2.csv | 2020-07 | 2020-09 | Gy.M.1 | H:MM
        overtime | overtime-2020-q3.csv | 2020-10 | 2020-12 | YYYYMM | 分
        overtime | overtime-2020-q4.csv | 2021-01 | 2021-03 | YYYY年M月 | H:MM
        overtime | overtime-2021-q1.csv | 2021-04 | 2021-06 | GGy年M月 | H:MM
        overtime | overtime-2021-q2.csv | 2021-07 | 2021-09 | Gy.M | 分
        overtime | overtime-2021-q3.csv | 2021-10 | 2021-12 | Ｇｙ／Ｍ | 時間
        overtime | overtime-2021-q4.csv | 2022-01 | 2022-01 | Gy.M.1 | H:MM
        """;

    /// <summary>Elections and disasters: month, reason, share of the people called in, minutes each.</summary>
    public static readonly (string Month, string Reason, double Share, int Minutes)[] Calls =
    [
        ("2019-04", "選挙", .12, 540), ("2019-07", "選挙", .12, 540), ("2019-10", "災害", .08, 300), ("2020-07", "災害", .05, 240),
        ("2020-09", "災害", .04, 240), ("2021-08", "災害", .05, 240), ("2021-10", "選挙", .14, 560),
    ];

    /// <summary>Overtime from April to March, against the year's average.</summary>
    public static readonly double[] Season = [1.25, .95, .9, .95, .8, .9, .95, .95, 1.0, 1.05, 1.15, 1.35];

    /// <summary>The same in the bureau of taxes.</summary>
    public static readonly double[] TaxSeason = [1.3, 1.25, 1.1, .8, .7, .7, .75, .8, .95, 1.2, 1.4, 1.5];

    /// <summary>Covid work from April to March of FY2020.</summary>
    public static readonly double[] CovidFirstYear = [1.3, 1.2, .6, .7, 1.0, .7, .6, .9, 1.2, 1.4, 1.0, .9];

    /// <summary>Covid work from April to March of FY2021.</summary>
    public static readonly double[] CovidSecondYear = [1.2, 1.5, 1.3, 1.1, 1.4, 1.3, .8, .6, .7, 1.4, 1.2, 1.0];

    /// <summary>Overtime of medical staff and shift workers by year: no fall as elsewhere.</summary>
    public static readonly Dictionary<int, double> OthersLoad = new() { [2019] = 1, [2020] = 1.3, [2021] = 1.4 };

    /// <summary>How a year's rate of electronic approval goes up.</summary>
    public static readonly Dictionary<int, (double Start, double Growth)> ApprovalPace =
        new() { [2019] = (.85, .03), [2020] = (.5, .1), [2021] = (.8, .04) };

    /// <summary>Overtime of a person and month in FY2019, headline scope.</summary>
    public const double BaseYearMinutes = 557.3;

    /// <summary>FY2020's e-approval rate, which is not in the report.</summary>
    public const double SecondYearApproval = 27.5;

    /// <summary>The rows of a table, by cells.</summary>
    public static List<string[]> Rows(string table) =>
        [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', StringSplitOptions.TrimEntries))];
}
