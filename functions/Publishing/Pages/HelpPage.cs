using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// How to hand in figures, for whoever does it: on the page, by file, by form, with pictures of the pages. What
/// <c>docs/for-clerks.md</c> says, where clerks are.
/// </summary>
public static class HelpPage
{
    /// <summary>The page's own path.</summary>
    public const string Path = "/submit/help";

    /// <summary>The page.</summary>
    public static Markup Of(PageViewer r)
    {
        var title = r.Of("数字の出し方", "How to hand in figures");
        return PageLayout.Page(r, title, Markup.Of($"""
            <h1>{title}</h1>
            <p>{r.Of("出し方は3つあります。どれで出しても同じように受け付けます。ふだんは「画面」です。",
                "There are three ways, and all count the same. Usually it is the form.")}</p>
            <nav aria-label="{r.Of("このページの中", "On this page")}" class="noprint"><ul>
            <li><a href="#screen">{r.Of("画面で出す", "By the form on the screen")}</a></li>
            <li><a href="#file">{r.Of("ファイルで出す(Excel・CSV)", "By file (Excel, CSV)")}</a></li>
            <li><a href="#forms">{r.Of("Microsoft Forms で出す", "By Microsoft Forms")}</a></li>
            <li><a href="#waits">{r.Of("値が大きく違うとき", "When a value differs much")}</a></li>
            <li><a href="#correct">{r.Of("直す・取り消す", "To correct or take back")}</a></li>
            <li><a href="#trouble">{r.Of("困ったとき", "When something is wrong")}</a></li>
            </ul></nav>
            <h2>{r.Of("いつまでに", "By when")}</h2>
            <p>{r.Of("対象の月の、翌月の第10営業日の終わりまでです。項目によって違うことがあり、半年に1度の項目もあります。所属が何をいつまでに出すかは「提出するもの」に出ます。期限のあとでも出せて、「期限後」と記録されます。期限内に出したものをあとで訂正しても、「期限後」にはなりません。",
                "By the end of the tenth business day of the month that follows, unless the list says otherwise; some figures are due twice a year. Later is possible, and noted as late. To correct in time what was handed in never is.")}</p>
            {Screen(r)}
            {File(r)}
            <h2 id="forms">{r.Of("Microsoft Forms で出す", "By Microsoft Forms")}</h2>
            <p>{r.Of("届いたリンクを開き、答えて「送信」を押します。しばらくすると「これまでの提出」に出ます。直すときは、もとの回答を書き換えず、新しい回答を送ります。回答した人の氏名は、このシステムには残りません。",
                "Open the link that you were sent, answer and send. It then shows under “Handed in”. To correct, send a new answer rather than editing the old one. Who answered is not kept.")}</p>
            {Waits(r)}
            <h2 id="correct">{r.Of("直す・取り消す", "To correct or take back")}</h2>
            <ul>
            <li>{r.Of("直す: 一覧の「提出したもの」から月を開き、正しい数字を入れて、もう一度出します。前の値も記録に残ります。",
                "To correct: open the month from “Handed in” on the list, enter the right number and hand it in once more. The old one stays on record.")}</li>
            <li>{r.Of("取り消す: 「提出した…を取り消す」に印を付けて出します。ファイルと Forms では、数字の代わりに「取消」と書きます。",
                "To take back: tick the box below the figure and hand in. In a file or form, write “取消” in place of the number.")}</li>
            <li>{r.Of("取組みをやめたとき: 段階を「取下げ」にします。名称や連携先は「ほかの項目も変更」で変えられます。",
                "An initiative that was given up: its status becomes “withdrawn”. Name and partners are changed by “Change other fields”.")}</li>
            </ul>
            {Trouble(r)}
            <p class="noprint"><a href="{r.To("/submit")}">{r.Of("提出するものの一覧へ", "To what there is to hand in")}</a></p>
            """));
    }

    private static Markup Screen(PageViewer r) => Markup.Of($"""
        <h2 id="screen">{r.Of("画面で出す", "By the form on the screen")}</h2>
        <ol class="steps">
        <li><p>{r.Of("「提出するもの」を開きます。認証情報(所属ごとの合い言葉)は管理者から届きます。上から、期限を過ぎているもの、確認を待っている値、これから期限が来るもの、提出したものです。出す月を選びます。",
            "Open “What to hand in”. The credential of your section comes from the administrator. Overdue figures stand first, then what waits for you, what is due, what is in. Choose the month.")}</p>
        {Picture(r, "list", "期限を過ぎた月が上に並ぶ、提出するものの一覧", "The list: overdue months stand first")}</li>
        <li><p>{r.Of("数字を入れます。右に前回と前年同月の値が出ます。全角でも、1,234 のようにコンマがあってもかまいません。0件は 0 と入れ、分からない項目は空のままにします。",
            "Enter the numbers; the last ones and those of a year before stand beside them. Commas are fine. Enter 0 for none; leave empty what you do not know.")}</p>
        {Picture(r, "form", "入力の画面。対象に2100と入れると、前年同月の208と大きく違うことを知らせる", "The form: 2100 is told to be far from the 208 of a year before")}</li>
        <li><p>{r.Of("「内容を確認する」を押すと、出す内容が並びます。まだ提出されていません。違っていれば「変更する」で戻り、よければ「この内容で提出する」を押します。",
            "Press “Check your answers”. Nothing is handed in yet: “Change” leads back, “Hand it in” hands in.")}</p>
        {Picture(r, "check", "確認の画面。大きく違う数値を示し、その下に出す内容が並ぶ", "The page to check: values that differ much, then all that is handed in")}</li>
        <li><p>{r.Of("受付票が出たら終わりです。期限内か期限後か、前の値と新しい値、動いた指標が書いてあります。印刷できます。",
            "The receipt ends it: in time or late, old and new values, the indicators that moved. It can be printed.")}</p></li>
        </ol>
        <p>{r.Of("途中でやめても、入れた内容はそのパソコンのブラウザに残ります。サインインが切れても、もう一度サインインすれば続きから進めます。同じボタンを2度押しても、提出は1回です。",
            "What you typed stays in this computer's browser until it is handed in. When the session ends, sign in and go on. Pressing twice hands in once.")}</p>
        """);

    private static Markup File(PageViewer r) => Markup.Of($"""
        <h2 id="file">{r.Of("ファイルで出す", "By file")}</h2>
        <ol class="steps">
        <li><p>{r.Of("「ファイルで提出」を開き、「ひな形」から Excel か CSV を受け取ります。所属と年月が入っています。", "Open “Hand in a file” and take a template: section and month are filled in.")}</p>
        {Picture(r, "file", "ファイルで提出する画面。対象の年月、ファイルの欄、ひな形", "The page for files: month, file, templates")}</li>
        <li><p>{r.Of("数の欄を埋めて保存します。出さない項目の行は空のままでかまいません。Excel は .xlsx で保存します。", "Fill in the numbers and save, as .xlsx or CSV. Rows may stay empty.")}</p></li>
        <li><p>{r.Of("ファイルを選び、「中身を確かめる」を押します。誤りがあれば、シートとセルの場所と直し方が出ます。直して、選び直します。", "Choose the file and press “Check it”. Errors are told with sheet and cell; correct them and choose it once more.")}</p></li>
        <li><p>{r.Of("「この内容で取り込む」を押します。受付票が出たら終わりです。", "Press “Hand it in”; the receipt ends it.")}</p></li>
        </ol>
        <p>{r.Of("1つのファイルには、1つの所属の1か月分を入れます。誤りが1つでもあると、何も提出されません。", "One section and one month in a file. With any error nothing is handed in.")}</p>
        """);

    private static Markup Waits(PageViewer r) => Markup.Of($"""
        <h2 id="waits">{r.Of("値が大きく違うとき", "When a value differs much")}</h2>
        <p>{r.Of("前年同月や前回と大きく違うと、打ち間違いかもしれないので確かめます。", "It may be a slip, so you are asked.")}</p>
        <ul>
        <li>{r.Of("画面では: 正しければ「この値で正しいので提出する」を押します。これで確認も済みます。違えば「変更する」で直します。", "On the screen: if it is right, one button confirms and hands in; else change it.")}</li>
        <li>{r.Of("ファイルや Forms では: 「確認待ち」になり、確認されるまで前の値が使われます。「提出するもの」の「確認を待っている値」から開いて、「この値で正しい」か「この値は使わない」を選びます。", "By file or form: it waits, and the earlier value holds, until you confirm or reject it under “Waiting for your confirmation”.")}</li>
        <li>{r.Of("正しい値をもう一度出すだけでもかまいません。", "Handing in the right value once more does, too.")}</li>
        </ul>
        """);

    private static Markup Trouble(PageViewer r) => Markup.Of($"""
        <h2 id="trouble">{r.Of("困ったとき", "When something is wrong")}</h2>
        <dl class="trouble">
        {Remedy(r.Of("認証情報が違う、期限が切れている", "The credential is wrong or has expired"), r.Of("管理者に新しい認証情報を頼みます。", "Ask the administrator for a new one."))}
        {Remedy(r.Of("締め切られている", "The month is closed"), r.Of("必要なら、管理者に月を開けてもらいます。", "Ask the administrator to open it."))}
        {Remedy(r.Of("この所属が提出する項目ではない", "The figure is not owed by this section"), r.Of("月と所属を確かめます。組織改正のあとなら管理者に聞きます。", "Check month and section; after a reorganisation ask the administrator."))}
        {Remedy(r.Of("別の人があとから別の値を出している", "Somebody else handed in another value"), r.Of("両方の値が出ます。どちらが正しいかを確かめて、もう一度出します。", "Both are shown. Find out which is right and hand in once more."))}
        {Remedy(r.Of("一時的に使えない", "The service does not answer"), r.Of("しばらく待って、同じものをもう一度出します。2重にはなりません。", "Wait and hand in the same once more: it counts once."))}
        </dl>
        """);

    private static Markup Remedy(string trouble, string remedy) => Markup.Of($"<dt>{trouble}</dt><dd>{remedy}</dd>");

    private static Markup Picture(PageViewer r, string name, string ja, string en)
    {
        var file = StaticAsset.Address($"help-{name}{r.Of("", "-en")}.webp");
        return Markup.Of($"""<img class="picture" src="{file}" alt="{r.Of(ja, en)}" width="760">""");
    }
}
