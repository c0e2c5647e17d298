//! News agencies and outlets under the names that labels, datelines, credits and addresses give them.
//!
//! A table that was written by hand. Does not read texts: `furniture` and `annotate::heading` do.

use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A publisher of news.
#[derive(Debug)]
pub(crate) struct Outlet {
    /// The name that is printed.
    pub(crate) name: &'static str,
    /// Whether others print its reports.
    pub(crate) agency: bool,
    /// Other names, folded, and the hosts of its site without `www.`.
    aliases: &'static [&'static str],
}

const fn agency(name: &'static str, aliases: &'static [&'static str]) -> Outlet {
    Outlet { name, agency: true, aliases }
}

const fn outlet(name: &'static str, aliases: &'static [&'static str]) -> Outlet {
    Outlet { name, agency: false, aliases }
}

/// The publishers by their names, folded.
static BY_NAME: LazyLock<FxHashMap<String, &Outlet>> = LazyLock::new(|| {
    let names = |o: &'static Outlet| [o.name].into_iter().chain(o.aliases.iter().copied());
    OUTLETS.iter().flat_map(|o| names(o).map(move |name| (fold(name).into_owned(), o))).collect()
});

/// Every publisher that is known by name.
static OUTLETS: &[Outlet] = &[
    agency("AFP", &["agence france-presse", "agence france presse", "afp.com"]),
    agency("Anadolu Agency", &["anadolu", "aa.com.tr"]),
    agency("Andina", &["andina.pe"]),
    agency("ANI", &["asian news international", "aninews.in"]),
    agency("ANSA", &["ansa.it"]),
    agency("AP", &["associated press", "the associated press", "apnews.com", "ap news"]),
    agency("APO Group", &["apo", "african press organization", "apo-opa.com"]),
    agency("Bernama", &["bernama.com"]),
    agency("Bloomberg", &["bloomberg news", "bloomberg.com"]),
    agency("Business Wire", &["businesswire", "businesswire.com"]),
    agency("Canadian Press", &["the canadian press", "cp"]),
    agency("CNA", &["central news agency", "focus taiwan", "focustaiwan.tw"]),
    agency("dpa", &["deutsche presse-agentur", "dpa-international.com"]),
    agency("EFE", &["agencia efe", "efe.com"]),
    agency("GlobeNewswire", &["globenewswire.com"]),
    agency("IANS", &["indo-asian news service", "ians.in"]),
    agency("Interfax", &["interfax.com"]),
    agency("IPS", &["inter press service", "ipsnews.net"]),
    agency("IRNA", &["islamic republic news agency", "irna.ir"]),
    agency("Jiji Press", &["jiji", "jiji.com"]),
    agency("KCNA", &["korean central news agency", "kcna.kp"]),
    agency("Kyodo News", &["kyodo", "kyodonews", "kyodo news agency", "english.kyodonews.net", "kyodonews.net"]),
    agency("MENA", &["middle east news agency"]),
    agency("Newsfile", &["newsfile corp", "newsfilecorp.com"]),
    agency("PA", &["press association", "pa media"]),
    agency("PNA", &["philippine news agency", "pna.gov.ph"]),
    agency("PR Newswire", &["prnewswire", "prnewswire.com"]),
    agency("PTI", &["press trust of india", "ptinews.com"]),
    agency("Reuters", &["thomson reuters", "reuters.com", "reuters news"]),
    agency("RIA Novosti", &["ria", "ria.ru"]),
    agency("SPA", &["saudi press agency", "spa.gov.sa"]),
    agency("Sputnik", &["sputniknews", "sputniknews.com"]),
    agency("TASS", &["itar-tass", "tass.com", "tass.ru"]),
    agency("Ukrinform", &["ukrinform.net", "ukrinform.ua", "ukrinform.com"]),
    agency("UNI", &["united news of india", "uniindia.com"]),
    agency("UPI", &["united press international", "upi.com"]),
    agency("WAM", &["emirates news agency", "wam.ae"]),
    agency("Xinhua", &["xinhua news agency", "new china news agency", "xinhuanet", "xinhuanet.com", "news.cn"]),
    agency("Yonhap", &["yonhap news agency", "yonhap news", "en.yna.co.kr", "yna.co.kr"]),
    outlet("ABC News", &["abc", "abcnews.go.com"]),
    outlet("afrol News", &["afrol", "afrol.com"]),
    outlet("Al Jazeera", &["aljazeera", "aljazeera.com"]),
    outlet("allAfrica", &["allafrica.com"]),
    outlet("Asahi Shimbun", &["the asahi shimbun", "asahi.com"]),
    outlet("BBC News", &["bbc", "bbc.com", "bbc.co.uk"]),
    outlet("CBC News", &["cbc", "cbc.ca"]),
    outlet("CBS News", &["cbs", "cbsnews.com"]),
    outlet("China Daily", &["chinadaily.com.cn"]),
    outlet("CNBC", &["cnbc.com"]),
    outlet("CNN", &["cnn.com", "the-cnn-wire", "cable news network"]),
    outlet("Deutsche Welle", &["dw", "dw.com"]),
    outlet("Euronews", &["euronews.com"]),
    outlet("Financial Times", &["ft", "ft.com"]),
    outlet("Fox News", &["foxnews.com"]),
    outlet("France 24", &["france24", "france24.com"]),
    outlet("Global Times", &["globaltimes.cn"]),
    outlet("Haaretz", &["haaretz.com"]),
    outlet("Interfax-Ukraine", &["interfax.com.ua"]),
    outlet("Korea JoongAng Daily", &["koreajoongangdaily.joins.com"]),
    outlet("Kyiv Independent", &["the kyiv independent", "kyivindependent.com"]),
    outlet("Los Angeles Times", &["latimes.com", "la times"]),
    outlet("NBC News", &["nbc", "nbcnews.com"]),
    outlet("NHK", &["nhk world", "nhk.or.jp", "www3.nhk.or.jp"]),
    outlet("Nikkei Asia", &["nikkei", "asia.nikkei.com"]),
    outlet("NPR", &["npr.org"]),
    outlet("Politico", &["politico.com", "politico.eu"]),
    outlet("RFE/RL", &["radio free europe/radio liberty", "rferl.org"]),
    outlet("RT", &["rt.com"]),
    outlet("Sky News", &["news.sky.com"]),
    outlet("South China Morning Post", &["scmp", "scmp.com"]),
    outlet("The Economist", &["economist.com"]),
    outlet("The Guardian", &["guardian", "theguardian.com"]),
    outlet("The Hankyoreh", &["hankyoreh", "english.hani.co.kr"]),
    outlet("The Hindu", &["thehindu.com"]),
    outlet("The Independent", &["independent.co.uk"]),
    outlet("The Japan Times", &["japan times", "japantimes.co.jp"]),
    outlet("The Korea Herald", &["korea herald", "koreaherald.com"]),
    outlet("The Korea Times", &["korea times", "koreatimes.co.kr"]),
    outlet("The Mainichi", &["mainichi", "mainichi.jp"]),
    outlet("The Moscow Times", &["themoscowtimes.com"]),
    outlet("The New York Times", &["new york times", "nytimes.com", "nyt"]),
    outlet("The Straits Times", &["straits times", "straitstimes.com"]),
    outlet("The Times of India", &["times of india", "timesofindia.indiatimes.com"]),
    outlet("The Wall Street Journal", &["wall street journal", "wsj", "wsj.com"]),
    outlet("The Washington Post", &["washington post", "washingtonpost.com"]),
    outlet("The Yomiuri Shimbun", &["yomiuri shimbun", "japannews.yomiuri.co.jp"]),
    outlet("USA Today", &["usatoday.com"]),
    outlet("VOA", &["voice of america", "voanews.com"]),
];

/// The publisher of this name or host, however it is written.
pub(crate) fn known(name: &str) -> Option<&'static Outlet> {
    let name = name.trim().trim_end_matches(['.', ',', ':']);
    // The longest name of the table has fewer.
    if name.is_empty() || name.len() > 48 {
        return None;
    }
    BY_NAME.get(fold(name).as_ref()).copied()
}

/// The host of an address, without `www.`, and the publisher's name where it is known.
pub(crate) fn of_url(url: &str) -> Option<String> {
    let rest = url.trim().strip_prefix("https://").or_else(|| url.trim().strip_prefix("http://"))?;
    let host = rest.split(['/', ':', '?', '#']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.len() < 100).then(|| known(host).map_or_else(|| host.to_owned(), |o| o.name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_publisher_has_one_name() {
        for name in ["KYODO", "Kyodo", "Kyodo News", "kyodonews.net"] {
            assert_eq!(known(name).map(|o| o.name), Some("Kyodo News"), "{name}");
        }
        assert_eq!(known("NationPress").map(|o| o.name), None);
    }

    #[test]
    fn names_are_folded_and_belong_to_one_publisher() {
        let mut all: Vec<String> = OUTLETS.iter().map(|o| fold(o.name).into_owned()).collect();
        for alias in OUTLETS.iter().flat_map(|o| o.aliases) {
            assert_eq!(fold(alias), *alias);
            all.push((*alias).to_owned());
        }
        all.sort();
        let before = all.len();
        all.dedup();
        assert_eq!(before, all.len());
    }

    #[test]
    fn an_address_names_its_publisher() {
        assert_eq!(of_url("https://www.aljazeera.com/news/2022/6/30/x").as_deref(), Some("Al Jazeera"));
        assert_eq!(of_url("http://example.org:80/a").as_deref(), Some("example.org"));
        assert_eq!(of_url("ftp://example.org"), None);
    }
}
