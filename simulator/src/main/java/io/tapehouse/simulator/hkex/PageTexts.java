package io.tapehouse.simulator.hkex;

/** What the pages say, in one language. */
record PageTexts(
    String address,
    String title,
    String stockListTitle,
    String date,
    String code,
    String name,
    String participantId,
    String participantName,
    String holderAddress,
    String shares,
    String sharesInCcass,
    String holders,
    String percent,
    String intermediaries,
    String consenting,
    String hidden,
    String total,
    String issued,
    String lastUpdated,
    String detail,
    String star,
    String search,
    String unknownStock) {

  private static final PageTexts ENGLISH =
      new PageTexts(
          "searchsdw.aspx",
          "CCASS Shareholding Search",
          "List of Stocks",
          "Shareholding Date",
          "Stock Code",
          "Stock Name",
          "Participant ID",
          "Name of CCASS Participant",
          "Address",
          "Shareholding",
          "Shareholding in CCASS ",
          "Number of Participants",
          "% of the total number of Issued Shares/ Warrants/ Units",
          "Market Intermediaries",
          "Consenting Investor Participants",
          "Non-consenting Investor Participants",
          "Total",
          "Total number of Issued Shares/Warrants/Units",
          "(last updated figure)",
          "Detail of Market Intermediaries/Consenting Investor Participants:",
          "(* for Consenting Investor Participants )",
          "Search",
          "The stock code is not known");

  private static final PageTexts CHINESE =
      new PageTexts(
          "searchsdw_c.aspx",
          "中央結算系統持股紀錄查詢服務",
          "股票名單",
          "持股日期",
          "股份代號",
          "股份名稱",
          "參與者編號",
          "中央結算系統參與者名稱",
          "地址",
          "持股量",
          "於中央結算系統的持股量",
          "參與者數目",
          "佔已發行股份/權證/單位百分比",
          "市場中介者",
          "願意披露的投資者戶口持有人",
          "不願意披露的投資者戶口持有人",
          "總數",
          "已發行股份/權證/單位",
          "(最近更新數目)",
          "市場中介者/願意披露的投資者戶口持有人的紀錄:",
          "(*即願意披露的投資者戶口持有人)",
          "搜尋",
          "沒有此股份代號");

  static PageTexts of(Language language) {
    return language == Language.ENGLISH ? ENGLISH : CHINESE;
  }
}
